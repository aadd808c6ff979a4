package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts RabbitMQ with its defaults, but with a node name, ports, port mapper and data of its own, so that it meets no other node of the machine. */
final class RabbitBroker {
    /** Where Debian's package has it; the one on the path insists on its own user and directories. */
    static final Path DEBIAN_SCRIPT = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private RabbitBroker() {}

    static TestedBroker start(Path script, Path directory) throws IOException, InterruptedException {
        if (!Files.isExecutable(script)) {
            throw new IllegalArgumentException("RabbitMQ is not installed: " + script
                    + " does not exist (Debian: apt-get install rabbitmq-server)");
        }
        int port = StartedBroker.freePort();
        String portMapper = Integer.toString(StartedBroker.freePort());
        Path home = Files.createDirectory(directory.resolve("rabbitmq-" + port));
        Path plugins = Files.writeString(home.resolve("enabled_plugins"), "[].");
        Path environment = Files.createFile(home.resolve("rabbitmq-env.conf"));
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", home.toString()),
                        Map.entry("ERL_EPMD_PORT", portMapper),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODENAME", "comparison" + port + "@localhost"),
                        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(StartedBroker.freePort())),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", environment.toString()),
                        Map.entry(
                                "RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString()),
                        Map.entry(
                                "RABBITMQ_ADVANCED_CONFIG_FILE",
                                home.resolve("advanced").toString()),
                        Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString())));
        Path output = directory.resolve("rabbitmq-" + port + ".txt");
        return new StartedBroker(port, builder, output, "beam.smp", () -> stopPortMapper(portMapper)).awaitReady();
    }

    /** Erlang starts its port mapper as a daemon, which would stay. */
    private static void stopPortMapper(String port) {
        ProcessBuilder builder = new ProcessBuilder(List.of("epmd", "-port", port, "-kill"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ERL_EPMD_ADDRESS", "127.0.0.1");
        try {
            builder.start().waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.getLogger(RabbitBroker.class.getName())
                    .log(System.Logger.Level.WARNING, "The Erlang port mapper on port " + port + " goes on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
