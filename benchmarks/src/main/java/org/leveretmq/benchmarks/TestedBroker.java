package org.leveretmq.benchmarks;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** A broker under load: where it listens, and the process whose processor time counts. User {@code guest}, password {@code guest}, virtual host {@code /}. */
interface TestedBroker extends AutoCloseable {
    /** Host name or address. */
    String host();

    /** TCP port. */
    int port();

    /** The operating system's id of the process that does the broker's work. */
    long pid();

    /** Stops it if the comparison has started it. */
    @Override
    void close();

    /** How PerfTest and other clients reach it. */
    default String uri() {
        return "amqp://guest:guest@" + host() + ":" + port();
    }

    /** A connection that is not part of the load. */
    default Connection connect() throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host());
        factory.setPort(port());
        factory.setAutomaticRecoveryEnabled(false);
        try {
            return factory.newConnection("comparison");
        } catch (TimeoutException e) {
            throw new IOException("The broker at " + host() + ":" + port() + " does not answer", e);
        }
    }

    /** Product and version, as it tells its clients. */
    default String product() throws IOException {
        try (Connection connection = connect()) {
            var properties = connection.getServerProperties();
            return properties.getOrDefault("product", "unknown") + " " + properties.getOrDefault("version", "");
        }
    }

    /** Whether it runs on a JVM, and so has to become warm. */
    default boolean needsWarmup() {
        return ProcessHandle.of(pid())
                .flatMap(process -> process.info().command())
                .map(command -> command.endsWith("java"))
                .orElse(false);
    }
}
