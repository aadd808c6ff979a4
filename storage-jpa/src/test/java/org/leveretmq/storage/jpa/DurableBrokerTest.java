package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;

/** A broker on Derby: what it has confirmed is there after a restart, and after the process was killed. */
class DurableBrokerTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);

    @TempDir
    Path directory;

    @BeforeEach
    void makeStore() {
        EmptyDerby.at(directory.resolve("store"));
    }

    private static Broker broker(Path directory) {
        return Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .store(new JpaMessageStore(new EmbeddedDerby(directory.resolve("store"))))
                .build();
    }

    /** Publishes numbers with confirms until it is killed, and prints each one that was confirmed. */
    static final class Publisher {
        private Publisher() {}

        public static void main(String[] arguments) {
            Broker broker = broker(Path.of(arguments[0]));
            broker.start();
            LocalSession session = broker.openSession("/");
            session.declareQueue("numbers", DURABLE);
            for (int i = Integer.parseInt(arguments[1]); ; i++) {
                byte[] body = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                session.publish("", "numbers", PERSISTENT, body);
                System.out.println(i);
            }
        }
    }

    @Test
    void durable_queue_with_persistent_messages_survives_a_restart() {
        try (Broker broker = broker(directory)) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                session.declareQueue("kept", DURABLE);
                for (int i = 0; i < 100; i++) {
                    session.publish("", "kept", PERSISTENT, new byte[] {(byte) i});
                }
                session.get("kept").orElseThrow().acknowledge();
                session.publish("", "kept", MessageProperties.EMPTY, new byte[] {-1});
            }
            broker.close();
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                assertThat(session.inspectQueue("kept").orElseThrow().ready()).isEqualTo(99);
                LocalMessage first = session.get("kept").orElseThrow();
                assertThat(first.body()).containsExactly(1);
                assertThat(first.redelivered()).isFalse();
                first.acknowledge();
            }
            assertThat(broker.recovery().entries()).isEqualTo(99);
        }
    }

    @Test
    void after_an_orderly_stop_only_what_was_delivered_counts_as_redelivered() {
        try (Broker broker = broker(directory)) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                session.declareQueue("q", DURABLE);
                for (int i = 0; i < 3; i++) {
                    session.publish("", "q", PERSISTENT, new byte[] {(byte) i});
                }
                assertThat(session.get("q")).isPresent();
                assertThat(session.get("q")).isPresent();
            }
            broker.close();
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                assertThat(session.get("q").orElseThrow().redelivered()).isTrue();
                assertThat(session.get("q").orElseThrow().redelivered()).isTrue();
                assertThat(session.get("q").orElseThrow().redelivered()).isFalse();
            }
        }
    }

    @Test
    void nothing_that_was_confirmed_is_lost_when_the_process_is_killed() throws Exception {
        int confirmed = -1;
        for (int kill = 0; kill < 3; kill++) {
            confirmed = publishAndKill(confirmed + 1, 40 + kill * 30);
        }
        try (Broker broker = broker(directory)) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                int expected = 0;
                for (var message = session.get("numbers"); message.isPresent(); message = session.get("numbers")) {
                    int number = Integer.parseInt(new String(message.get().body(), StandardCharsets.US_ASCII));
                    assertThat(number).as("no gap before it").isLessThanOrEqualTo(expected);
                    expected = Math.max(expected, number + 1);
                    message.get().acknowledge();
                }
                assertThat(expected - 1).as("the last confirmed number").isGreaterThanOrEqualTo(confirmed);
            }
        }
    }

    /** Returns the last number that was confirmed before the kill. */
    private int publishAndKill(int first, int count) throws IOException, InterruptedException {
        Process publisher = ChildJvm.running(
                        Publisher.class,
                        List.of("-Dderby.stream.error.file=" + directory.resolve("derby.log")),
                        directory.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int confirmed = first - 1;
        try (BufferedReader output = publisher.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < count; i++) {
                String line = output.readLine();
                assertThat(line).as("the publisher goes on").isNotNull();
                confirmed = Integer.parseInt(line);
            }
            publisher.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                confirmed = Integer.parseInt(line);
            }
        }
        assertThat(publisher.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return confirmed;
    }
}
