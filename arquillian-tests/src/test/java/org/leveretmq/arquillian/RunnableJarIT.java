package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code java -jar leveretmq.jar}, and nothing else. */
@Timeout(120)
class RunnableJarIT {
    private static final String PORT = System.getProperty("amqp.port");
    private static final String HTTP_PORT = System.getProperty("http.port");

    private Process jar;
    private BufferedReader output;

    @AfterEach
    void kill() {
        jar.destroyForcibly();
    }

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        start(Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", HTTP_PORT));

        assertThat(lineWith("LeveretMQ "))
                .isEqualTo("LeveretMQ is ready: amqp 0.0.0.0:" + PORT + "; admin page http://localhost:" + HTTP_PORT
                        + "/; Ctrl-C stops it");
        Amqp.assertServes(Integer.parseInt(PORT));
        new AdminPage("http://localhost:" + HTTP_PORT + "/").assertServes();
        Connection client = Amqp.connect(Integer.parseInt(PORT));

        jar.destroy();

        assertThat(jar.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(client.isOpen()).isFalse();
        assertThat(client.getCloseReason()).hasMessageContaining("320");
    }

    @Test
    void payarasOwnPortArgumentWins() throws Exception {
        start(Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", "1"), "--port", HTTP_PORT);

        assertThat(lineWith("LeveretMQ ")).contains("http://localhost:" + HTTP_PORT + "/");
    }

    @Test
    void saysInItsLastLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(Integer.parseInt(PORT), 1, InetAddress.getByName("0.0.0.0"))) {
            start(Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", HTTP_PORT));

            assertThat(lineWith("LeveretMQ "))
                    .startsWith("LeveretMQ did not start: Cannot listen on 0.0.0.0:" + taken.getLocalPort())
                    .endsWith("ddress already in use");
            assertThat(jar.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(jar.exitValue()).isEqualTo(1);
        }
    }

    @Test
    void saysWhichSettingIsWrong() throws Exception {
        start(Map.of("LEVERETMQ_PORT", "amqp", "LEVERETMQ_HTTP_PORT", HTTP_PORT));

        assertThat(lineWith("LeveretMQ "))
                .isEqualTo("LeveretMQ did not start: Setting port (environment variable LEVERETMQ_PORT) is 'amqp',"
                        + " but a whole number from 0 to 65535 is expected");
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Commands.java(), "-jar", System.getProperty("jar"));
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        jar = builder.redirectErrorStream(true).start();
        output = jar.inputReader(StandardCharsets.UTF_8);
    }

    private String lineWith(String start) throws IOException {
        StringBuilder before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("No line begins with '" + start + "':\n" + before);
    }
}
