package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings of Payara Micro, as {@code leveretmq.jar} and as released, by commands before boot and by environment variables. */
@Timeout(180)
class PayaraMicroSettingsIT {
    private static final int PORT = FreePort.find();
    private static final int OTHER_PORT = FreePort.find();
    private static final String HTTP_PORT = Integer.toString(FreePort.find());
    private static final String POOL = "create-jdbc-connection-pool --datasourceclassname org.h2.jdbcx.JdbcDataSource"
            + " --restype javax.sql.DataSource --property url=jdbc\\:h2\\:file\\:%s:user=sa:password=secret mq\n"
            + "create-jdbc-resource --connectionpoolid mq jdbc/mq\n";
    private static final String ADAPTER = "create-resource-adapter-config --property %s broker-rar\n";

    @TempDir
    private Path directory;

    private Path commands;
    private RunnableJar jar;

    @BeforeEach
    void nameFile() {
        commands = directory.resolve("before-boot.txt");
    }

    @AfterEach
    void kill() {
        if (jar != null) {
            jar.close();
        }
    }

    @Test
    void commandsBeforeBootChangeThePort() throws Exception {
        startWith(ADAPTER.formatted("port=" + PORT));
        Amqp.assertServes(PORT);
        stop();

        startWith(ADAPTER.formatted("port=" + OTHER_PORT));

        Amqp.assertServes(OTHER_PORT);
        assertThat(Amqp.isListening(PORT)).isFalse();
    }

    @Test
    void commandsBeforeBootChangeTheDataSource() throws Exception {
        String own = ADAPTER.formatted("port=" + PORT);
        String servers = POOL.formatted(directory.resolve("db"))
                + ADAPTER.formatted("port=" + PORT + ":dataSourceJndiName=jdbc/mq");
        startWith(own);
        DurableQueue.fill(PORT);
        stop();

        startWith(servers);
        DurableQueue.assertAbsent(PORT);
        DurableQueue.fill(PORT);
        stop();

        startWith(servers);
        DurableQueue.assertKept(PORT);
        assertThat(Files.exists(directory.resolve("db.mv.db"))).isTrue();
        stop();

        startWith(own);
        DurableQueue.assertKept(PORT);
    }

    @Test
    void environmentVariablesWinOverCommandsBeforeBoot() throws Exception {
        Files.writeString(commands, ADAPTER.formatted("port=" + PORT + ":heartbeatSeconds=7"));

        jar = RunnableJar.start(
                Map.of("LEVERETMQ_PORT", Integer.toString(OTHER_PORT), "LEVERETMQ_HTTP_PORT", HTTP_PORT),
                "--prebootcommandfile",
                commands.toString());

        assertThat(jar.lineWith("LeveretMQ ")).contains("0.0.0.0:" + OTHER_PORT);
        try (var connection = Amqp.connect(OTHER_PORT)) {
            assertThat(connection.getHeartbeat()).isEqualTo(7);
        }
    }

    @Test
    void payaraMicroAsReleasedTakesTheSameCommandsAndAContextRoot() throws Exception {
        startServer(
                "--contextroot", "/mq", "--deploy", System.getProperty("rar"), "--deploy", System.getProperty("war"));

        assertServesUnder("mq");
    }

    @Test
    void theNameOfTheFileIsTheContextRootInPayaraMicroAsReleased() throws Exception {
        Path war = Files.copy(Path.of(System.getProperty("war")), directory.resolve("ops.war"));

        startServer("--deploy", System.getProperty("rar"), "--deploy", war.toString());

        assertServesUnder("ops");
    }

    private void startServer(String... deployment) throws Exception {
        Files.writeString(commands, ADAPTER.formatted("port=" + PORT));
        List<String> arguments = new ArrayList<>(List.of(
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                HTTP_PORT,
                "--prebootcommandfile",
                commands.toString()));
        arguments.addAll(List.of(deployment));
        jar = RunnableJar.startServer(environment(), arguments.toArray(String[]::new));
        jar.lineContaining("Payara Micro URLs");
    }

    private static void assertServesUnder(String contextRoot) throws Exception {
        Amqp.assertServes(PORT);
        String root = "http://localhost:" + HTTP_PORT + "/" + contextRoot + "/";
        new AdminPage(root).assertServes();
        new ServedApi(root).assertServes();
    }

    private void startWith(String text) throws Exception {
        Files.writeString(commands, text);
        jar = RunnableJar.start(environment(), "--prebootcommandfile", commands.toString());
        assertThat(jar.lineWith("LeveretMQ ")).startsWith("LeveretMQ is ready");
    }

    private Map<String, String> environment() {
        return Map.of(
                "LEVERETMQ_HTTP_PORT",
                HTTP_PORT,
                "LEVERETMQ_DATA_DIRECTORY",
                directory.resolve("data").toString());
    }

    private void stop() throws InterruptedException {
        jar.stop();
        assertThat(jar.ends()).isTrue();
    }
}
