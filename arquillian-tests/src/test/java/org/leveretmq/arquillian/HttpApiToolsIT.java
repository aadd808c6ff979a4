package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tools that operators have: {@code rabbitmqadmin} of RabbitMQ, {@code promtool} of Prometheus. Skipped, saying so, where there are none. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiToolsIT {
    private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/lib");

    private final ManagedBroker broker;

    @TempDir
    Path directory;

    HttpApiToolsIT(ManagedBroker broker) {
        this.broker = broker;
    }

    private record Outcome(int status, String output) {}

    private static Outcome run(String input, List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        }
    }

    private static void assume(boolean condition, String missing) {
        if (!condition) {
            System.out.println("Skipped: " + missing + " is missing");
        }
        assumeTrue(condition, missing + " is missing");
    }

    /** Debian's package has it on the path, or, where the package was unpacked only, among the files of the management plugin. */
    private static List<String> rabbitmqadmin() throws IOException {
        if (Files.exists(Path.of("/usr/bin/rabbitmqadmin"))) {
            return List.of("/usr/bin/python3", "/usr/bin/rabbitmqadmin");
        }
        assume(Files.isDirectory(DEBIAN), "rabbitmqadmin (Debian: rabbitmq-server)");
        try (var files = Files.find(DEBIAN, 10, (path, attributes) -> path.endsWith("cli/rabbitmqadmin"))) {
            Path script = files.findFirst().orElse(null);
            assume(script != null, "rabbitmqadmin (Debian: rabbitmq-server)");
            return List.of("/usr/bin/python3", String.valueOf(script));
        }
    }

    private String admin(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(rabbitmqadmin());
        command.addAll(List.of("--host=127.0.0.1", "--port=" + broker.httpPort()));
        command.addAll(List.of(arguments));
        Outcome outcome = run("", command);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output().strip();
    }

    @Test
    void rabbitmqadminDeclaresPublishesGetsListsAndDeletes() throws Exception {
        String host = "--vhost=" + broker.newVirtualHost();
        assertThat(admin(host, "declare", "queue", "name=q-1", "arguments={\"x-max-length\":9}"))
                .isEqualTo("queue declared");
        assertThat(admin(host, "declare", "exchange", "name=x", "type=topic")).isEqualTo("exchange declared");
        assertThat(admin(host, "declare", "binding", "source=x", "destination=q-1", "routing_key=a.#"))
                .isEqualTo("binding declared");
        assertThat(admin(host, "declare", "policy", "name=p", "pattern=^q", "definition={\"max-length\":7}"))
                .isEqualTo("policy declared");
        assertThat(admin(host, "publish", "exchange=x", "routing_key=a.b", "payload=grüße"))
                .isEqualTo("Message published");
        assertThat(admin(host, "publish", "exchange=x", "routing_key=b", "payload=lost"))
                .isEqualTo("Message published but NOT routed");

        assertThat(admin(host, "-f", "tsv", "list", "queues", "name", "messages", "policy"))
                .isEqualTo("name\tmessages\tpolicy\nq-1\t1\tp");
        assertThat(admin(host, "-f", "kvp", "list", "exchanges", "name", "type"))
                .contains("name=\"x\" type=\"topic\"");
        assertThat(admin(host, "-f", "tsv", "list", "bindings", "source", "destination"))
                .contains("x\tq-1");
        assertThat(admin(host, "get", "queue=q-1", "ackmode=ack_requeue_false")).contains("grüße", "| a.b ");
        admin(host, "publish", "exchange=x", "routing_key=a", "payload=two");
        assertThat(admin(host, "purge", "queue", "name=q-1")).isEqualTo("queue purged");
        assertThat(admin(host, "get", "queue=q-1")).isEqualTo("No items");
        assertThat(admin(
                        host,
                        "delete",
                        "binding",
                        "source=x",
                        "destination=q-1",
                        "destination_type=queue",
                        "properties_key=a.%23"))
                .isEqualTo("binding deleted");
        assertThat(admin(host, "delete", "queue", "name=q-1")).isEqualTo("queue deleted");
        assertThat(admin(host, "list", "queues")).isEqualTo("No items");
    }

    @Test
    void rabbitmqadminAdministersUsersAndVirtualHosts() throws Exception {
        String host = broker.newVirtualHost() + "-of-admin";
        assertThat(admin("declare", "vhost", "name=" + host)).isEqualTo("vhost declared");
        assertThat(admin("declare", "user", "name=by-admin", "password=secret-1", "tags=monitoring"))
                .isEqualTo("user declared");
        assertThat(admin(
                        "declare",
                        "permission",
                        "vhost=" + host,
                        "user=by-admin",
                        "configure=.*",
                        "write=.*",
                        "read=.*"))
                .isEqualTo("permission declared");
        assertThat(admin("-u", "by-admin", "-p", "secret-1", "-f", "tsv", "list", "vhosts", "name"))
                .contains(host);
        assertThat(admin("-f", "tsv", "list", "users", "name", "tags")).contains("by-admin");
        assertThat(admin("-f", "tsv", "list", "nodes", "name")).contains("leveretmq@");
        assertThat(admin("show", "overview")).contains("3.13.0");
        assertThat(admin("delete", "user", "name=by-admin")).isEqualTo("user deleted");
        assertThat(admin("delete", "vhost", "name=" + host)).isEqualTo("vhost deleted");
    }

    @Test
    void rabbitmqadminClosesConnections() throws Exception {
        String host = broker.newVirtualHost();
        Connection connection = broker.connect(host);
        String name = broker.api()
                .read(Api.path("vhosts", host, "connections"))
                .findValuesAsText("name")
                .get(0);
        assertThat(admin("-f", "tsv", "list", "connections", "name")).contains(name);

        assertThat(admin("close", "connection", "name=" + name)).isEqualTo("connection closed");

        await().until(() -> !connection.isOpen());
    }

    @Test
    void rabbitmqadminExportsAndImports() throws Exception {
        String from = broker.newVirtualHost();
        String to = broker.newVirtualHost();
        admin("--vhost=" + from, "declare", "queue", "name=moved", "durable=true");
        String file = directory.resolve("definitions.json").toString();

        assertThat(admin("--vhost=" + from, "export", file)).contains("Exported definitions for");
        assertThat(admin("--vhost=" + to, "import", file)).contains("Uploaded definitions from");
        assertThat(admin("--vhost=" + to, "-f", "tsv", "list", "queues", "name"))
                .isEqualTo("name\nmoved");

        admin("export", file);
        admin("import", file);
        assertThat(Files.readString(Path.of(file))).contains("\"global_parameters\"");
    }

    private void occupy(Connection connection, String queue) throws Exception {
        Channel channel = connection.createChannel();
        channel.queueDeclare(queue, false, true, false, null);
        channel.basicConsume(queue, (tag, delivery) -> {}, tag -> {});
        channel.confirmSelect();
        channel.basicPublish("", queue, null, new byte[10]);
        channel.waitForConfirmsOrDie(10_000);
    }

    @Test
    void promtoolAcceptsTheMetrics() throws Exception {
        assume(run("", List.of("promtool", "--version")).status() == 0, "promtool (Debian: prometheus)");
        try (Connection connection = broker.connect(broker.newVirtualHost())) {
            occupy(connection, "name with \\ and \" and €");
            for (String path : List.of(
                    "metrics",
                    "metrics/per-object",
                    "metrics/detailed?family=queue_metrics&family=connection_metrics&family=channel_metrics&vhost=%2F",
                    "api/metrics")) {
                String metrics = broker.api()
                        .request("GET", path, "", Map.of())
                        .assertStatus(200)
                        .body();

                Outcome outcome = run(metrics, List.of("promtool", "check", "metrics"));

                assertThat(metrics).as(path).contains("# TYPE rabbitmq_");
                assertThat(outcome.output()).as(path).isEmpty();
                assertThat(outcome.status()).as(path).isZero();
            }
        }
    }
}
