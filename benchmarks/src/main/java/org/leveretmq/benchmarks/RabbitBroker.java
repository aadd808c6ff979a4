package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** RabbitMQ as Debian packages it, with a node name and data of its own. */
final class RabbitBroker extends TestedBroker {
    private static final Path SCRIPT = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private RabbitBroker(int port, Process process) {
        super("RabbitMQ", port, process);
    }

    static boolean installed() {
        return Files.isExecutable(SCRIPT);
    }

    @Override
    long pid() {
        return process()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("beam.smp"))
                .findFirst()
                .map(ProcessHandle::pid)
                .orElse(process().pid());
    }

    static RabbitBroker start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("leveretmq-peer");
        Path plugins = Files.writeString(data.resolve("enabled_plugins"), "[].");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("output.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOME", data.toString(),
                        "RABBITMQ_NODENAME", "peer" + port + "@localhost",
                        "RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1",
                        "RABBITMQ_NODE_PORT", Integer.toString(port),
                        "RABBITMQ_DIST_PORT", Integer.toString(freePort()),
                        "RABBITMQ_MNESIA_BASE", data.resolve("mnesia").toString(),
                        "RABBITMQ_LOG_BASE", data.resolve("log").toString(),
                        "RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()));
        RabbitBroker broker = new RabbitBroker(port, builder.start());
        broker.awaitListening();
        return broker;
    }
}
