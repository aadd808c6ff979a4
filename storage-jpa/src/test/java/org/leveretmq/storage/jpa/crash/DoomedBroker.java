package org.leveretmq.storage.jpa.crash;

import java.io.IOException;
import java.nio.file.Path;
import org.leveretmq.Broker;
import org.leveretmq.storage.jpa.EmbeddedDerby;
import org.leveretmq.storage.jpa.JpaMessageStore;

/**
 * A process with a broker on Derby. Says {@code starting} and then {@code listening PORT SETASIDE}; stops in order when its input ends, if nobody kills
 * it before.
 */
final class DoomedBroker {
    private DoomedBroker() {}

    /** Arguments: the directory of the database, and how many bytes of messages may be in memory. */
    public static void main(String[] arguments) throws IOException {
        try (Broker broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .maxHeldBytes(Long.parseLong(arguments[1]))
                .store(new JpaMessageStore(new EmbeddedDerby(Path.of(arguments[0]))))
                .build()) {
            System.out.println("starting");
            broker.start();
            System.out.println(
                    "listening " + broker.port() + " " + broker.recovery().setAsideCount());
            while (System.in.read() >= 0) {
                // Nothing is expected but the end.
            }
        }
    }
}
