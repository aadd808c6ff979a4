package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.ConnectionPoolDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.storage.jpa.FaultyDriver.Fault;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredUser;
import org.leveretmq.types.FieldTable;

/** A database that fails: what was not committed has not happened, what may have been is found out, and it goes on when the database does. */
abstract class FaultContract {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    private FaultyDriver driver;
    private MessageStore store;

    /** A new, empty database. */
    abstract ConnectionPoolDataSource newDatabase() throws Exception;

    /** What the store commits with. */
    TransactionRunner transactions() {
        return new ResourceLocalTransactions();
    }

    /** The database behind this driver, as the store is given it. */
    StoreDatabase database(String name, FaultyDriver database, boolean exclusive) {
        return new TestDatabase(name, database, exclusive);
    }

    /** Whether the store may take it that nobody else writes to the database. */
    boolean exclusive() {
        return false;
    }

    @BeforeEach
    void open() throws Exception {
        driver = new FaultyDriver(newDatabase());
        store = new JpaMessageStore(database("test", driver, exclusive()), transactions());
        store.open();
        store.commit(
                List.of(new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)), insert(1)));
    }

    @AfterEach
    void close() {
        driver.fail(Fault.NONE);
        store.close();
    }

    private static EntryKey at(long position) {
        return new EntryKey(1, position);
    }

    private static StoreOperation insert(long id) {
        Message message = new Message("", "q", PERSISTENT, new byte[1]);
        return new StoreOperation.InsertMessage(id, message, 1, List.of(at(id)));
    }

    private static StoreOperation shared(long id) {
        Message message = new Message("", "q", PERSISTENT, new byte[1]);
        return new StoreOperation.InsertMessage(id, message, 1, List.of(at(id), new EntryKey(2, id)));
    }

    private StoreException failureOf(StoreOperation... operations) {
        StoreException failure = catchThrowableOfType(StoreException.class, () -> store.commit(List.of(operations)));
        assertThat(failure).isNotNull();
        return failure;
    }

    private List<Long> messages() throws StoreException {
        List<StoredEntry> entries = new ArrayList<>();
        store.recover(new EntryCollector(entries));
        return entries.stream().map(StoredEntry::messageId).toList();
    }

    @Test
    void a_group_of_which_a_statement_fails_has_not_happened_and_the_next_one_works() throws Exception {
        driver.fail(Fault.STATEMENT);
        StoreException failure = failureOf(insert(2), new StoreOperation.RemoveEntry(1, at(1), false, true));
        assertThat(failure.outcomeUnknown()).isFalse();
        driver.fail(Fault.NONE);

        store.commit(List.of(insert(3)));

        assertThat(messages()).containsExactly(1L, 3L);
    }

    @Test
    void a_commit_of_nothing_tells_whether_the_database_takes_something() throws Exception {
        driver.fail(Fault.STATEMENT);
        assertThat(failureOf().outcomeUnknown()).isFalse();
        driver.fail(Fault.NONE);

        store.commit(List.of());
    }

    @Test
    void a_database_that_is_gone_refuses_everything_until_it_is_back() throws Exception {
        driver.fail(Fault.GONE);
        assertThat(failureOf(insert(2)).outcomeUnknown()).isFalse();
        assertThatThrownBy(() -> store.read(List.of(at(1)))).isInstanceOf(StoreException.class);

        driver.fail(Fault.NONE);
        store.commit(List.of(insert(3)));

        assertThat(store.read(List.of(at(1), at(2), at(3)))).containsOnlyKeys(at(1), at(3));
    }

    @Test
    void a_commit_whose_answer_is_lost_but_that_has_happened_is_no_failure() throws Exception {
        driver.fail(Fault.ANSWER_LOST_ONCE);

        store.commit(List.of(insert(2)));

        store.commit(List.of(insert(3)));
        assertThat(messages()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_commit_that_has_happened_is_not_repeated_when_the_database_is_back() throws Exception {
        driver.fail(Fault.ANSWER_LOST);
        assertThat(failureOf(insert(2)).outcomeUnknown()).isTrue();
        assertThat(failureOf(insert(2)).outcomeUnknown()).as("while it is gone").isTrue();
        driver.fail(Fault.NONE);

        store.commit(List.of(insert(2)));

        store.commit(List.of(insert(3)));
        assertThat(messages()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_commit_that_has_not_happened_is_repeated_when_the_database_is_back() throws Exception {
        driver.fail(Fault.COMMIT_LOST);
        assertThat(failureOf(insert(2)).outcomeUnknown()).isTrue();
        driver.fail(Fault.NONE);

        store.commit(List.of(insert(2)));

        assertThat(messages()).containsExactly(1L, 2L);
    }

    @Test
    void removals_whose_answer_is_lost_but_that_have_happened_are_no_failure() throws Exception {
        store.commit(List.of(insert(2), shared(3)));
        driver.fail(Fault.ANSWER_LOST_ONCE);

        store.commit(List.of(
                new StoreOperation.RemoveEntry(1, at(1), false, true),
                new StoreOperation.RemoveEntry(3, at(3), true, false),
                new StoreOperation.RemoveEntry(3, new EntryKey(2, 3), true, true)));

        assertThat(messages()).containsExactly(2L);
        assertThat(store.read(List.of(at(1), EntryKey.ofShared(3)))).isEmpty();
    }

    private static StoreOperation[] passing(long first, StoreOperation... others) {
        List<StoreOperation> operations = new ArrayList<>(List.of(insert(first), shared(first + 1)));
        operations.add(new StoreOperation.RemoveEntry(first, at(first), false, true));
        operations.add(new StoreOperation.RemoveEntry(first + 1, at(first + 1), true, false));
        operations.add(new StoreOperation.RemoveEntry(first + 1, new EntryKey(2, first + 1), true, true));
        operations.addAll(List.of(others));
        return operations.toArray(StoreOperation[]::new);
    }

    @Test
    void what_a_commit_inserts_and_removes_does_not_tell_whether_it_has_happened() throws Exception {
        driver.fail(Fault.ANSWER_LOST_ONCE);
        store.commit(List.of(passing(2, insert(4))));
        driver.fail(Fault.ANSWER_LOST_ONCE);
        store.commit(List.of(passing(5, new StoreOperation.RemoveEntry(1, at(1), false, true))));
        StoreOperation[] lost = passing(7, new StoreOperation.RemoveEntry(4, at(4), false, true), insert(9));
        driver.fail(Fault.COMMIT_LOST);
        assertThat(failureOf(lost).outcomeUnknown()).isTrue();
        driver.fail(Fault.NONE);

        store.commit(List.of(lost));

        assertThat(messages()).containsExactly(9L);
    }

    @Test
    void removals_that_have_not_happened_are_repeated_when_the_database_is_back() throws Exception {
        StoreOperation removal = new StoreOperation.RemoveEntry(1, at(1), false, true);
        driver.fail(Fault.COMMIT_LOST);
        assertThat(failureOf(removal).outcomeUnknown()).isTrue();
        driver.fail(Fault.NONE);

        store.commit(List.of(removal));

        assertThat(messages()).isEmpty();
    }

    @Test
    void removals_that_have_happened_do_no_harm_when_the_database_is_back() throws Exception {
        store.commit(List.of(insert(2)));
        StoreOperation removal = new StoreOperation.RemoveEntry(1, at(1), false, true);
        driver.fail(Fault.ANSWER_LOST);
        assertThat(failureOf(removal).outcomeUnknown()).isTrue();
        driver.fail(Fault.NONE);

        store.commit(List.of(removal));

        store.commit(List.of(insert(3)));
        assertThat(messages()).containsExactly(2L, 3L);
    }

    @Test
    void definitions_of_a_commit_in_doubt_can_be_removed_afterwards() throws Exception {
        StoredUser user = new StoredUser("anna", "", Set.of(), null, null);
        driver.fail(Fault.ANSWER_LOST);
        assertThat(failureOf(new StoreOperation.PutDefinition(user)).outcomeUnknown())
                .isTrue();
        driver.fail(Fault.NONE);
        store.commit(List.of(new StoreOperation.PutDefinition(user)));

        store.commit(List.of(new StoreOperation.RemoveDefinition(user.key())));

        List<String> kept = new ArrayList<>();
        store.recover(new EntryCollector(new ArrayList<>()) {
            @Override
            public void definition(StoredDefinition definition) {
                kept.add(definition.toString());
            }
        });
        assertThat(kept).isEmpty();
    }

    @Test
    void a_second_store_in_the_same_tables_takes_them_over() throws Exception {
        store.close();
        store = new JpaMessageStore(database("first", driver, false), transactions());
        store.open();
        try (MessageStore second = new JpaMessageStore(database("second", driver, false), transactions())) {
            second.open();

            assertThat(failureOf(insert(2))).hasMessageContaining("another broker uses these tables");

            second.commit(List.of(insert(3)));
            assertThat(second.read(List.of(at(1), at(2), at(3)))).containsOnlyKeys(at(1), at(3));
        }
    }

    @Test
    void a_broker_neither_loses_nor_doubles_anything_over_failures_and_goes_on_by_itself() throws Exception {
        store.close();
        FaultyDriver fresh = new FaultyDriver(newDatabase());
        try (Broker broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .store(new JpaMessageStore(database("test", fresh, exclusive()), transactions()))
                .build()) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                session.declareQueue("q", new QueueOptions(true, false, false, FieldTable.EMPTY));
                publish(session, "before");

                fresh.fail(Fault.ANSWER_LOST);
                CompletableFuture<Void> inDoubt = CompletableFuture.runAsync(() -> publish(session, "in doubt"));
                await().during(Duration.ofMillis(300)).until(() -> !inDoubt.isDone());
                fresh.fail(Fault.NONE);
                await().until(inDoubt::isDone);
                assertThat(inDoubt).isCompleted();

                fresh.fail(Fault.STATEMENT);
                assertThatThrownBy(() -> publish(session, "refused")).hasMessageContaining("there is no room");
                fresh.fail(Fault.NONE);
                publish(session, "after");
            }
            broker.close();

            broker.start();

            assertThat(broker.recovery().entries()).isEqualTo(3);
            try (LocalSession session = broker.openSession("/")) {
                assertThat(List.of(next(session), next(session), next(session)))
                        .containsExactly("before", "in doubt", "after");
            }
        }
    }

    private static void publish(LocalSession session, String text) {
        session.publish("", "q", PERSISTENT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String next(LocalSession session) {
        LocalMessage message = session.get("q").orElseThrow();
        return new String(message.body(), StandardCharsets.UTF_8);
    }
}
