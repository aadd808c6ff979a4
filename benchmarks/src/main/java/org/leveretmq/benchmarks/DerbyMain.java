package org.leveretmq.benchmarks;

import java.nio.file.Path;
import org.leveretmq.Broker;
import org.leveretmq.storage.jpa.EmbeddedDerby;
import org.leveretmq.storage.jpa.JpaMessageStore;

/**
 * The broker core with its store in an embedded Derby, in a process of its own, until it is killed. Arguments: the port, and the directory of the
 * database.
 */
public final class DerbyMain {
    private DerbyMain() {}

    /** Starts the broker. */
    public static void main(String[] arguments) throws InterruptedException {
        Broker broker = Broker.builder()
                .port(Integer.parseInt(arguments[0]))
                .store(new JpaMessageStore(new EmbeddedDerby(Path.of(arguments[1]))))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        broker.start();
        Thread.currentThread().join();
    }
}
