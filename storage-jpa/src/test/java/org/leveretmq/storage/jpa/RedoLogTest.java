package org.leveretmq.storage.jpa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/** Commits of messages go into the redo log of an embedded Derby first, and what is left of them gets its rows soon. */
class RedoLogTest {
    /** Commits would go into the log while tables are made anew. */
    private static final Compaction.Limits SPACE_IS_KEPT = new Compaction.Limits(1000, -1, Long.MAX_VALUE, 4096);

    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final List<StoreOperation> QUEUES = List.of(
            new StoreOperation.PutQueue(new StoredQueue(1, "/", "a", false, FieldTable.EMPTY)),
            new StoreOperation.PutQueue(new StoredQueue(2, "/", "b", false, FieldTable.EMPTY)));

    @TempDir
    Path directory;

    private EmbeddedConnectionPoolDataSource derby;
    private FaultyDriver driver;
    private MessageStore store;

    @BeforeEach
    void open() throws Exception {
        derby = new EmbeddedConnectionPoolDataSource();
        derby.setDatabaseName(EmptyDerby.at(directory.resolve("store")).toString());
        driver = new FaultyDriver(derby);
        reopen();
        store.commit(QUEUES);
    }

    private void reopen() throws StoreException {
        store = new JpaMessageStore(
                new TestDatabase("test", driver, true), new ResourceLocalTransactions(), SPACE_IS_KEPT);
        store.open();
    }

    @AfterEach
    void close() {
        driver.fail(FaultyDriver.Fault.NONE);
        store.close();
        derby.setShutdownDatabase("shutdown");
        try {
            derby.getConnection().close();
        } catch (SQLException expected) {
            assertThat(expected.getSQLState()).isEqualTo("08006");
        }
    }

    private static EntryKey at(long queueId, long position) {
        return new EntryKey(queueId, position);
    }

    private static StoreOperation insert(long id, EntryKey... places) {
        Message message = new Message("", "a", PERSISTENT, ("message " + id).getBytes(UTF_8));
        return new StoreOperation.InsertMessage(id, message, 1, List.of(places));
    }

    /** Messages in the first queue, so many that they go into the log. */
    private static List<StoreOperation> three(long first) {
        return List.of(
                insert(first, at(1, first)), insert(first + 1, at(1, first + 1)), insert(first + 2, at(1, first + 2)));
    }

    private static StoreOperation remove(long id, EntryKey place) {
        return new StoreOperation.RemoveEntry(id, place, false, true);
    }

    private List<Long> numbers(String query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection = derby.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }

    private List<EntryKey> recovered() throws StoreException {
        List<StoredEntry> entries = new ArrayList<>();
        store.recover(new EntryCollector(entries));
        assertThat(store.read(entries.stream().map(StoredEntry::home).toList()).values())
                .allSatisfy(
                        message -> assertThat(new String(message.body(), UTF_8)).startsWith("message "));
        return entries.stream().map(StoredEntry::key).toList();
    }

    @Test
    void messages_get_their_rows_soon_and_those_removed_meanwhile_never() throws Exception {
        store.commit(List.of(insert(1, at(1, 1)), insert(2, at(1, 2)), insert(3, at(1, 3), at(2, 1))));
        store.commit(List.of(remove(2, at(1, 2)), new StoreOperation.RemoveEntry(3, at(1, 3), true, false)));
        assertThat(numbers("SELECT DISTINCT record_number FROM lmq_redo_log")).containsExactlyInAnyOrder(1L, 2L);
        assertThat(store.read(List.of(at(1, 1), at(1, 2), EntryKey.ofShared(3))))
                .containsOnlyKeys(at(1, 1), EntryKey.ofShared(3));

        await().until(() -> numbers("SELECT record_number FROM lmq_redo_log").isEmpty());

        assertThat(numbers("SELECT message_id FROM lmq_message ORDER BY message_id"))
                .containsExactly(1L, 3L);
        assertThat(numbers("SELECT queue_id FROM lmq_message_reference")).containsExactly(2L);
        store.commit(List.of(remove(1, at(1, 1)), new StoreOperation.RemoveEntry(3, at(2, 1), true, true)));
        assertThat(store.read(List.of(at(1, 1), EntryKey.ofShared(3)))).isEmpty();
        await().until(() -> numbers("SELECT message_id FROM lmq_message").isEmpty());
        assertThat(numbers("SELECT queue_id FROM lmq_message_reference")).isEmpty();
    }

    @Test
    void an_orderly_stop_leaves_nothing_in_the_log() throws Exception {
        store.commit(three(1));
        assertThat(numbers("SELECT record_number FROM lmq_redo_log")).hasSize(1);

        store.close();

        assertThat(numbers("SELECT record_number FROM lmq_redo_log")).isEmpty();
        assertThat(numbers("SELECT COUNT(*) FROM lmq_message")).containsExactly(3L);
        reopen();
    }

    @Test
    void definitions_find_the_messages_in_their_rows() throws Exception {
        store.commit(List.of(insert(1, at(1, 1)), insert(2, at(2, 1)), insert(3, at(1, 2))));
        assertThat(numbers("SELECT record_number FROM lmq_redo_log")).hasSize(1);

        store.commit(List.of(new StoreOperation.RemoveQueue(1)));

        assertThat(recovered()).containsExactly(at(2, 1));
    }

    @Test
    void single_messages_get_and_lose_their_rows_at_once_unless_they_are_in_the_log() throws Exception {
        store.commit(three(1));
        store.commit(List.of(insert(4, at(1, 4)), insert(5, at(1, 5))));
        assertThat(numbers("SELECT message_id FROM lmq_message ORDER BY message_id"))
                .containsExactly(4L, 5L);
        store.commit(List.of(remove(4, at(1, 4))));
        assertThat(numbers("SELECT message_id FROM lmq_message")).containsExactly(5L);
        assertThat(numbers("SELECT DISTINCT record_number FROM lmq_redo_log")).containsExactly(1L);

        store.commit(List.of(remove(1, at(1, 1))));

        assertThat(numbers("SELECT DISTINCT record_number FROM lmq_redo_log")).containsExactlyInAnyOrder(1L, 2L);
        assertThat(recovered()).containsExactly(at(1, 2), at(1, 3), at(1, 5));
    }

    /** Commits what is to be found again, and dies. */
    static final class Doomed {
        private Doomed() {}

        public static void main(String[] arguments) throws Exception {
            JpaMessageStore store = new JpaMessageStore(new EmbeddedDerby(Path.of(arguments[0])));
            store.open();
            store.commit(List.of(
                    insert(1, at(1, 1)), insert(2, at(1, 2)), insert(3, at(1, 3)), insert(4, at(1, 4), at(2, 1))));
            store.commit(List.of(
                    insert(5, at(1, 5), at(2, 2)),
                    remove(2, at(1, 2)),
                    new StoreOperation.RemoveEntry(4, at(1, 4), true, false)));
            store.commit(List.of(
                    new StoreOperation.RemoveEntry(5, at(1, 5), true, false),
                    new StoreOperation.RemoveEntry(5, at(2, 2), true, true)));
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void what_was_committed_before_a_crash_is_there() throws Exception {
        close();
        derby.setShutdownDatabase(null);
        Process doomed = ChildJvm.running(
                        Doomed.class,
                        List.of("-Dderby.stream.error.file=" + directory.resolve("derby.log")),
                        directory.resolve("store").toString())
                .inheritIO()
                .start();
        assertThat(doomed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(numbers("SELECT DISTINCT record_number FROM lmq_redo_log")).hasSize(3);

        reopen();

        assertThat(recovered()).containsExactly(at(1, 1), at(1, 3), at(2, 1));
        assertThat(numbers("SELECT record_number FROM lmq_redo_log")).isEmpty();
    }

    @Test
    void a_commit_that_cannot_be_read_is_set_aside_and_the_others_are_applied() throws Exception {
        store.close();
        try (Connection connection = derby.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO lmq_redo_log (record_number, part, content) VALUES (1, 1, X'01"
                    + "0000000000000001" + "0000000000000001" + "01" + "00000001" + "0000000000000001"
                    + "0000000000000001" + "00000000" + "00000001" + "61" + "00000002" + "0000"
                    + "00000009" + "6d6573736167652031" + "'), (2, 1, X'0100'), (2, 2, X'0200')");
        }
        reopen();

        List<StoredEntry> entries = new ArrayList<>();
        RecoveryReport report = store.recover(new EntryCollector(entries));

        assertThat(entries).extracting(StoredEntry::key).containsExactly(at(1, 1));
        assertThat(report.setAside())
                .containsExactly(
                        new RecoveryReport.SetAside("parts of commits in the redo log that are unreadable", 2));
        assertThat(numbers("SELECT position FROM lmq_set_aside WHERE kind = 'commit'"))
                .containsExactly(2L, 2L);
        assertThat(store.recover(new EntryCollector(new ArrayList<>())).setAside())
                .isEmpty();
    }

    @Test
    void a_commit_that_does_not_fit_into_the_tables_is_set_aside_and_the_others_are_applied() throws Exception {
        store.close();
        byte[] refused = RedoRecord.encode(List.of(insert(1, at(1, 1), at(2, 1))));
        byte[] fine = RedoRecord.encode(List.of(insert(2, at(1, 2), at(2, 2))));
        try (Connection connection = derby.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement record = connection.prepareStatement("INSERT INTO lmq_redo_log VALUES (?, 1, ?)")) {
            statement.executeUpdate(
                    "INSERT INTO lmq_message_reference (queue_id, position, message_id) VALUES (2, 1, 9)");
            record.setLong(1, 1);
            record.setBytes(2, refused);
            record.executeUpdate();
            record.setLong(1, 2);
            record.setBytes(2, fine);
            record.executeUpdate();
        }
        reopen();

        List<StoredEntry> entries = new ArrayList<>();
        RecoveryReport report = store.recover(new EntryCollector(entries));

        assertThat(entries).extracting(StoredEntry::key).containsExactly(at(1, 2), at(2, 2));
        assertThat(report.setAside())
                .contains(new RecoveryReport.SetAside(
                        "parts of commits in the redo log that do not fit into the tables", 1));
    }

    @Test
    void nobody_is_blamed_when_the_tables_do_not_take_what_was_committed_before() throws Exception {
        try (Connection connection = derby.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO lmq_message_reference (queue_id, position, message_id) VALUES (2, 1, 9)");
        }
        store.commit(List.of(insert(1, at(1, 1), at(2, 1)), insert(2, at(1, 2)), insert(3, at(1, 3))));

        StoreException failure = catchThrowableOfType(
                StoreException.class, () -> store.commit(List.of(new StoreOperation.RemoveQueue(7))));

        assertThat(failure).hasMessageContaining("does not take what is in its redo log");
        assertThat(failure.refused()).isFalse();
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @Test
    void many_removals_are_applied_in_time() throws Exception {
        long messages = 60_000;
        List<StoreOperation> operations = new ArrayList<>();
        for (long id = 1; id <= messages; id++) {
            operations.add(insert(id, at(1, id)));
        }
        store.commit(operations);
        assertThat(numbers("SELECT record_number FROM lmq_redo_log")).isEmpty();

        for (long id = 1; id <= messages; id += 500) {
            List<StoreOperation> removals = new ArrayList<>();
            for (long next = id; next < id + 500; next++) {
                removals.add(remove(next, at(1, next)));
            }
            store.commit(removals);
        }

        assertThat(numbers("SELECT COUNT(*) FROM lmq_message").get(0)).isLessThan(36_000);
        assertThat(store.read(List.of(at(1, 1), at(1, messages)))).isEmpty();
        assertThat(recovered()).isEmpty();
    }

    @Test
    void the_log_stays_short_when_messages_stay() throws Exception {
        byte[] body = new byte[4096];
        long id = 0;
        for (int group = 0; group < 300; group++) {
            List<StoreOperation> operations = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                id++;
                Message message = new Message("", "a", PERSISTENT, body);
                operations.add(new StoreOperation.InsertMessage(id, message, 1, List.of(at(1, id))));
            }
            store.commit(operations);
        }

        assertThat(numbers("SELECT SUM(CAST(LENGTH(content) AS BIGINT)) FROM lmq_redo_log")
                        .get(0))
                .isLessThan(17L << 20);
        List<StoredEntry> entries = new ArrayList<>();
        store.recover(new EntryCollector(entries));
        assertThat(entries).hasSize(15_000);
        assertThat(entries.get(14_999).key()).isEqualTo(at(1, 15_000));
        // What comes next most likely stays, too.
        store.commit(List.of(insert(id + 1, at(1, id + 1))));
        assertThat(numbers("SELECT record_number FROM lmq_redo_log")).isEmpty();
        assertThat(numbers("SELECT COUNT(*) FROM lmq_message")).containsExactly(15_001L);
    }

    @Test
    void rows_whose_commit_looked_like_a_failure_are_not_written_twice() throws Exception {
        store.commit(three(1));
        driver.fail(FaultyDriver.Fault.ANSWER_LOST_ONCE);
        await().until(() -> !numbers("SELECT message_id FROM lmq_message").isEmpty());

        store.commit(three(4));

        assertThat(recovered()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void rows_whose_commit_was_lost_with_the_database_are_written_when_it_is_back() throws Exception {
        store.commit(three(1));
        driver.fail(FaultyDriver.Fault.COMMIT_LOST);
        await().until(() -> driver.fault() == FaultyDriver.Fault.GONE);
        driver.fail(FaultyDriver.Fault.NONE);

        store.commit(three(4));

        await().until(() -> numbers("SELECT message_id FROM lmq_message").size() == 6);
        assertThat(recovered()).hasSize(6).doesNotHaveDuplicates();
    }

    private void inDoubt(FaultyDriver.Fault fault, List<StoreOperation> operations) {
        driver.fail(fault);
        StoreException failure = catchThrowableOfType(StoreException.class, () -> store.commit(operations));
        assertThat(failure.outcomeUnknown()).isTrue();
        driver.fail(FaultyDriver.Fault.NONE);
    }

    @Test
    void a_record_whose_commit_has_happened_is_not_repeated_when_the_database_is_back() throws Exception {
        store.commit(three(1));
        List<StoreOperation> operations = List.of(remove(1, at(1, 1)), insert(9, at(1, 9)));
        inDoubt(FaultyDriver.Fault.ANSWER_LOST, operations);

        store.commit(operations);

        assertThat(recovered()).containsExactly(at(1, 2), at(1, 3), at(1, 9));
    }

    @Test
    void a_record_whose_commit_was_lost_is_repeated_when_the_database_is_back() throws Exception {
        store.commit(three(1));
        List<StoreOperation> operations = List.of(remove(1, at(1, 1)), insert(9, at(1, 9)));
        inDoubt(FaultyDriver.Fault.COMMIT_LOST, operations);

        store.commit(operations);

        assertThat(recovered()).containsExactly(at(1, 2), at(1, 3), at(1, 9));
    }

    @Test
    void a_record_whose_answer_is_lost_but_that_is_there_is_no_failure() throws Exception {
        driver.fail(FaultyDriver.Fault.ANSWER_LOST_ONCE);
        store.commit(three(1));

        store.commit(List.of(remove(2, at(1, 2))));

        assertThat(recovered()).containsExactly(at(1, 1), at(1, 3));
    }
}
