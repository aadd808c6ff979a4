package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Says which broker to load: {@code core} (from this class path), {@code core:CLASSPATH} (from another build), {@code derby} and
 * {@code derby:CLASSPATH} (the same with a durable store), {@code jar:FILE} (the runnable jar), {@code rabbitmq} (Debian's), {@code rabbitmq:SCRIPT} (another one), or {@code HOST:PORT@PID} (one that runs already).
 */
record BrokerSource(String text) {
    private static final String CORE = "core";
    private static final String DERBY = "derby";
    private static final String RABBITMQ = "rabbitmq";

    /** Starts it, or attaches to it. @throws IllegalArgumentException if the text says nothing known */
    TestedBroker open(List<String> javaOptions, Path directory) throws IOException, InterruptedException {
        if (text.equals(CORE)) {
            return LeveretBroker.startCore(javaOptions, directory);
        }
        if (text.startsWith(CORE + ":")) {
            return LeveretBroker.startOtherCore(text.substring(CORE.length() + 1), javaOptions, directory);
        }
        if (text.equals(DERBY)) {
            return LeveretBroker.startDerby(javaOptions, directory);
        }
        if (text.startsWith(DERBY + ":")) {
            return LeveretBroker.startOtherDerby(text.substring(DERBY.length() + 1), javaOptions, directory);
        }
        if (text.startsWith("jar:")) {
            return LeveretBroker.startJar(Path.of(text.substring("jar:".length())), javaOptions, directory);
        }
        if (text.equals(RABBITMQ)) {
            return RabbitBroker.start(RabbitBroker.DEBIAN_SCRIPT, directory);
        }
        if (text.startsWith(RABBITMQ + ":")) {
            return RabbitBroker.start(Path.of(text.substring(RABBITMQ.length() + 1)), directory);
        }
        return AttachedBroker.parse(text);
    }
}
