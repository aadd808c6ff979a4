package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.durability.StoreReader;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.storage.jpa.FaultyDriver.Fault;
import org.leveretmq.types.FieldTable;

/** A broker whose database goes while it runs: what is in memory is delivered, an alarm is seen, and everything goes on when it is back. */
@Timeout(120)
class GoneDatabaseTest {
    private static final Logger READER = Logger.getLogger(StoreReader.class.getName());
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    @TempDir
    Path directory;

    private FaultyDriver driver;
    private Broker broker;

    @BeforeEach
    void start() {
        EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
        database.setDatabaseName(EmptyDerby.at(directory.resolve("store")).toString());
        driver = new FaultyDriver(database);
        broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .store(new JpaMessageStore(new TestDatabase("test", driver)))
                .build();
        broker.start();
    }

    @AfterEach
    void stop() {
        driver.fail(Fault.NONE);
        broker.close();
    }

    private static void publish(LocalSession session, String text) {
        session.publish("", "q", PERSISTENT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a message and has it acknowledged, when the store has room for that. */
    private static String take(LocalSession session) {
        LocalMessage message = session.get("q").orElseThrow();
        message.acknowledge();
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Test
    void consumers_go_on_and_publishers_do_when_it_is_back() {
        try (LocalSession session = broker.openSession("/")) {
            session.declareQueue("q", DURABLE);
            for (String text : List.of("one", "two", "three")) {
                publish(session, text);
            }
            driver.fail(Fault.GONE);

            assertThatThrownBy(() -> publish(session, "refused")).hasMessageContaining("the store has failed");
            assertThat(broker.alarms()).containsExactly("the store has failed");
            assertThat(List.of(take(session), take(session))).containsExactly("one", "two");

            driver.fail(Fault.NONE);
            await().until(() -> broker.alarms().isEmpty());
            publish(session, "four");
        }
        broker.close();
        broker.start();
        try (LocalSession session = broker.openSession("/")) {
            assertThat(List.of(take(session), take(session))).containsExactly("three", "four");
            assertThat(session.get("q")).isEmpty();
        }
    }

    @Test
    void messages_that_only_the_database_has_come_when_it_is_back() throws Exception {
        try (LocalSession session = broker.openSession("/")) {
            session.declareQueue("q", DURABLE);
            publish(session, "one");
            publish(session, "two");
        }
        broker.close();
        broker.start();
        CountDownLatch unreadable = new CountDownLatch(1);
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                unreadable.countDown();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        READER.addHandler(handler);
        try (LocalSession session = broker.openSession("/")) {
            driver.fail(Fault.GONE);
            CompletableFuture<Optional<LocalMessage>> first = CompletableFuture.supplyAsync(() -> session.get("q"));
            assertThat(unreadable.await(30, TimeUnit.SECONDS)).isTrue();

            driver.fail(Fault.NONE);

            assertThat(first.join()).hasValueSatisfying(message -> assertThat(message.body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("one"));
            assertThat(take(session)).isEqualTo("two");
        } finally {
            READER.removeHandler(handler);
        }
    }
}
