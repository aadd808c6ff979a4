package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tours through the broker's features in examples/, in four languages, against the runnable jar. */
@Timeout(300)
class ClientProgramsIT {
    private static final String PORT = Integer.toString(FreePort.find());
    private static final String URI = "amqp://guest:guest@127.0.0.1:" + PORT;
    private static final Path EXAMPLES = Path.of(System.getProperty("examples"));
    private static final String DEBIAN_GO_PATH = "/usr/share/gocode";
    private static final List<String> STEPS = List.of(
            "ok: confirms",
            "ok: dead letters",
            "ok: time to live",
            "ok: priorities",
            "ok: direct replies",
            "ok: cancel notification");

    private static RunnableJar jar;

    @TempDir
    Path directory;

    private record Outcome(int status, String output) {}

    @BeforeAll
    static void startJar() throws Exception {
        jar = RunnableJar.start(
                Map.of("LEVERETMQ_PORT", PORT, "LEVERETMQ_HTTP_PORT", Integer.toString(FreePort.find())));
        jar.lineWith("LeveretMQ is ready");
    }

    @AfterAll
    static void killJar() {
        jar.close();
    }

    private Outcome run(Map<String, String> environment, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(-1, e.getMessage());
        }
    }

    private static void assertAllSteps(Outcome outcome) {
        assertThat(outcome.output().lines()).as(outcome.output()).containsAll(STEPS);
        assertThat(outcome.status()).isZero();
    }

    /** Skips the test, saying why, if the preparation was not successful. */
    private static void assume(Outcome preparation, String what) {
        if (preparation.status() != 0) {
            System.out.println(
                    "Skipped: " + what + " is missing: " + preparation.output().strip());
        }
        assumeTrue(preparation.status() == 0, what + " is missing: " + preparation.output());
    }

    private void copy(Path source) throws IOException {
        Files.copy(source, directory.resolve(source.getFileName()));
    }

    @Test
    void python_with_pika() throws Exception {
        String python = run(Map.of(), "python3", "-c", "import pika").status() == 0 ? "python3" : "/usr/bin/python3";
        assume(run(Map.of(), python, "-c", "import pika"), "Python with pika");

        Outcome outcome =
                run(Map.of(), python, EXAMPLES.resolve("python/features.py").toString(), URI);

        assertAllSteps(outcome);
    }

    @Test
    void node_with_amqplib() throws Exception {
        copy(EXAMPLES.resolve("node/features.js"));
        copy(EXAMPLES.resolve("node/package.json"));
        assume(run(Map.of(), "npm", "install", "--no-audit", "--no-fund"), "Node with amqplib");

        Outcome outcome = run(Map.of(), "node", "features.js", URI);

        assertAllSteps(outcome);
    }

    /** With Debian's package of the client if it is installed, else with what the module proxy has. */
    @Test
    void go_with_amqp091() throws Exception {
        copy(EXAMPLES.resolve("go/features.go"));
        boolean debian = Files.exists(Path.of(DEBIAN_GO_PATH, "src/github.com/rabbitmq/amqp091-go"));
        Map<String, String> environment = debian
                ? Map.of(
                        "GO111MODULE",
                        "off",
                        "GOPATH",
                        DEBIAN_GO_PATH,
                        "GOCACHE",
                        directory.resolve("cache").toString())
                : Map.of();
        if (!debian) {
            copy(EXAMPLES.resolve("go/go.mod"));
            assume(run(environment, "go", "mod", "tidy"), "Go with amqp091-go");
        }
        assume(run(environment, "go", "build", "-o", "features", "features.go"), "Go with amqp091-go");

        Outcome outcome = run(Map.of(), directory.resolve("features").toString(), URI);

        assertAllSteps(outcome);
    }

    @Test
    void java_with_rabbitmqs_client() throws Exception {
        Path source = EXAMPLES.resolve("java-client/src/main/java/org/leveretmq/examples/Features.java");

        Outcome outcome =
                run(Map.of(), Commands.java(), "-cp", System.getProperty("java.class.path"), source.toString(), URI);

        assertAllSteps(outcome);
    }
}
