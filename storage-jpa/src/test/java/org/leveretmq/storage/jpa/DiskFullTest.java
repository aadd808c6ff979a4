package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.types.FieldTable;

/** A broker on Derby whose files cannot grow any more, as on a full disk: nothing that was confirmed is lost, and it goes on when there is room. */
class DiskFullTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final String UNLIMITED = "unlimited";

    @TempDir
    Path directory;

    private Process broker;
    private BufferedReader answers;
    private BufferedWriter commands;

    /** For each line that comes in it publishes a message of 100,000 bytes and says what became of it. */
    static final class Publisher {
        private Publisher() {}

        public static void main(String[] arguments) throws IOException {
            Broker broker = Broker.builder()
                    .port(0)
                    .bindAddress("127.0.0.1")
                    .store(new JpaMessageStore(new EmbeddedDerby(Path.of(arguments[0]))))
                    .build();
            broker.start();
            LocalSession session = broker.openSession("/");
            session.declareQueue("q", new QueueOptions(true, false, false, FieldTable.EMPTY));
            MessageProperties persistent =
                    MessageProperties.builder().deliveryMode(2).build();
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            while (in.readLine() != null) {
                try {
                    session.publish("", "q", persistent, new byte[100_000]);
                    System.out.println("confirmed");
                } catch (RuntimeException e) {
                    System.out.println("refused: " + e.getMessage());
                }
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(PRLIMIT), "prlimit (util-linux) is missing");
        broker = ChildJvm.running(Publisher.class, List.of(), store().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = broker.inputReader(StandardCharsets.UTF_8);
        commands = broker.outputWriter(StandardCharsets.US_ASCII);
    }

    @AfterEach
    void kill() throws InterruptedException {
        if (broker != null) {
            broker.destroyForcibly().waitFor();
        }
    }

    private Path store() {
        return directory.resolve("data").resolve("store");
    }

    private boolean publish() throws IOException {
        commands.write("\n");
        commands.flush();
        String answer = answers.readLine();
        assertThat(answer).as("the broker goes on").isNotNull();
        return answer.equals("confirmed");
    }

    private void limitFiles(String bytes) throws Exception {
        Process prlimit = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", Long.toString(broker.pid()), "--fsize=" + bytes + ":" + UNLIMITED)
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }

    @Test
    void loses_nothing_that_was_confirmed_and_goes_on_when_there_is_room() throws Exception {
        int confirmed = 0;
        assertThat(publish()).isTrue();
        confirmed++;
        limitFiles("3000000");
        int tries = 0;
        while (publish()) {
            confirmed++;
            tries++;
            assertThat(tries).as("messages that fit into 3 MB").isLessThan(100);
        }
        assertThat(publish()).isFalse();

        limitFiles(UNLIMITED);

        await().atMost(Duration.ofSeconds(30)).until(this::publish);
        confirmed++;
        assertThat(publish()).isTrue();
        confirmed++;
        kill();
        try (MessageStore store = new JpaMessageStore(new EmbeddedDerby(store()))) {
            store.open();
            List<StoredEntry> entries = new ArrayList<>();
            store.recover(new EntryCollector(entries));
            assertThat(entries).hasSizeBetween(confirmed, confirmed + 1);
            assertThat(store.read(entries.stream().map(StoredEntry::home).toList()))
                    .hasSize(entries.size())
                    .allSatisfy((id, message) -> assertThat(message.body()).hasSize(100_000));
        }
    }
}
