package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar leveretmq.jar}, and nothing else. */
@Timeout(120)
class RunnableJarIT {
    private static final String PORT = Integer.toString(FreePort.find());
    private static final String HTTP_PORT = Integer.toString(FreePort.find());

    private RunnableJar jar;

    @AfterEach
    void kill() {
        jar.close();
    }

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        start(Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", HTTP_PORT));

        assertThat(jar.lineWith("LeveretMQ "))
                .isEqualTo("LeveretMQ is ready: amqp 0.0.0.0:" + PORT + "; admin page http://localhost:" + HTTP_PORT
                        + "/; Ctrl-C stops it");
        Amqp.assertServes(Integer.parseInt(PORT));
        new AdminPage("http://localhost:" + HTTP_PORT + "/").assertServes();
        new ServedApi("http://localhost:" + HTTP_PORT + "/").assertServes();
        Connection client = Amqp.connect(Integer.parseInt(PORT));

        jar.stop();

        assertThat(jar.ends()).isTrue();
        await().until(() -> !client.isOpen());
        assertThat(client.getCloseReason()).hasMessageContaining("320");
    }

    @Test
    void doesNotSayThatItHasFailedIfItIsStoppedWhileItStarts() throws Exception {
        start(Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", HTTP_PORT));
        jar.lineContaining("");

        jar.stop();

        assertThat(jar.ends()).isTrue();
        assertThat(jar.rest()).noneMatch(line -> line.startsWith("LeveretMQ did not start"));
    }

    @Test
    void payarasOwnPortArgumentWins() throws Exception {
        start(Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", "1"), "--port", HTTP_PORT);

        assertThat(jar.lineWith("LeveretMQ ")).contains("http://localhost:" + HTTP_PORT + "/");
    }

    @Test
    void saysInItsLastLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(Integer.parseInt(PORT), 1, InetAddress.getByName("0.0.0.0"))) {
            start(Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", HTTP_PORT));

            assertThat(jar.lineWith("LeveretMQ "))
                    .startsWith("LeveretMQ did not start: Cannot listen on 0.0.0.0:" + taken.getLocalPort())
                    .endsWith("ddress already in use");
            assertThat(jar.ends()).isTrue();
            assertThat(jar.exitStatus()).isEqualTo(1);
        }
    }

    @Test
    void saysWhichSettingIsWrong() throws Exception {
        start(Map.of("LEVERETMQ_PORT", "amqp", "LEVERETMQ_HTTP_PORT", HTTP_PORT));

        assertThat(jar.lineWith("LeveretMQ "))
                .isEqualTo("LeveretMQ did not start: Setting port (environment variable LEVERETMQ_PORT) is 'amqp',"
                        + " but a whole number from -1 to 65535 is expected");
    }

    @Test
    void whatIsDurableSurvivesARestart(@TempDir Path directory) throws Exception {
        startWith(directory);
        DurableQueue.fill(Integer.parseInt(PORT));
        jar.stop();
        assertThat(jar.ends()).isTrue();

        startWith(directory);

        DurableQueue.assertKept(Integer.parseInt(PORT));
    }

    @Test
    void whatIsDurableSurvivesAKill(@TempDir Path directory) throws Exception {
        startWith(directory);
        DurableQueue.fill(Integer.parseInt(PORT));
        jar.close();
        assertThat(jar.ends()).isTrue();

        startWith(directory);

        DurableQueue.assertKept(Integer.parseInt(PORT));
    }

    @Test
    void saysInItsLastLineThatAnotherBrokerUsesTheDataDirectory(@TempDir Path directory) throws Exception {
        startWith(directory);
        Map<String, String> environment = new HashMap<>(environment(directory));
        environment.put("LEVERETMQ_PORT", "0");
        environment.put("LEVERETMQ_HTTP_PORT", Integer.toString(FreePort.find()));
        try (RunnableJar second = RunnableJar.start(environment)) {
            assertThat(second.lineWith("LeveretMQ "))
                    .startsWith("LeveretMQ did not start:")
                    .contains("another process uses it; stop that one, or set another data directory");
        }
    }

    private void startWith(Path directory) throws Exception {
        start(environment(directory));
        assertThat(jar.lineWith("LeveretMQ ")).startsWith("LeveretMQ is ready");
    }

    private static Map<String, String> environment(Path directory) {
        return Map.of(
                "LEVERETMQ_PORT",
                PORT,
                "LEVERETMQ_HTTP_PORT",
                HTTP_PORT,
                "LEVERETMQ_DATA_DIRECTORY",
                directory.toString());
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        jar = RunnableJar.start(environment, arguments);
    }
}
