package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/** Derby gives space back when a queue is drained. */
@Timeout(60)
class DerbySpaceTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    private static final int MESSAGES = 10_000;
    private static final long FULL_BYTES = MESSAGES * 1000L;

    @TempDir
    Path directory;

    private MessageStore store;

    private MessageStore newStore(long rowsLeft) {
        return newStore(new Compaction.Limits(1000, rowsLeft, FULL_BYTES / 2, FULL_BYTES));
    }

    private MessageStore newStore(Compaction.Limits limits) {
        return new JpaMessageStore(
                new EmbeddedDerby(EmptyDerby.at(directory.resolve("store"))), new ResourceLocalTransactions(), limits);
    }

    @BeforeEach
    void fill() throws StoreException {
        store = newStore(100);
        store.open();
        List<StoreOperation> operations = new ArrayList<>();
        operations.add(new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)));
        for (long id = 1; id <= MESSAGES; id++) {
            operations.add(insert(id));
        }
        store.commit(operations);
        assertThat(bytesOnDisk()).isGreaterThan(FULL_BYTES);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static StoreOperation insert(long id) {
        Message message = new Message("", "q", PERSISTENT, new byte[1000]);
        return new StoreOperation.InsertMessage(id, message, 1, List.of(new EntryKey(1, id)));
    }

    private void remove(long from, long to) throws StoreException {
        List<StoreOperation> operations = new ArrayList<>();
        for (long id = from; id <= to; id++) {
            operations.add(new StoreOperation.RemoveEntry(id, new EntryKey(1, id), false, true));
        }
        store.commit(operations);
    }

    private long bytesOnDisk() {
        try (Stream<Path> files = Files.list(directory.resolve("store").resolve("seg0"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void gives_space_back_when_a_queue_is_drained_and_keeps_what_is_left() throws Exception {
        remove(1, MESSAGES - 10);

        await().until(() -> bytesOnDisk() < FULL_BYTES / 2);
        store.commit(List.of(insert(MESSAGES + 1)));
        List<StoredEntry> entries = new ArrayList<>();
        store.recover(new EntryCollector(entries));
        assertThat(entries).hasSize(11);
        assertThat(store.read(entries.stream().map(StoredEntry::home).toList()))
                .hasSize(11)
                .allSatisfy((id, message) -> assertThat(message.body()).hasSize(1000));
    }

    @Test
    void commits_and_reads_go_on_while_space_is_given_back() throws Exception {
        store.close();
        store = newStore(MESSAGES);
        store.open();
        remove(1, MESSAGES - 500);

        for (long id = MESSAGES + 1; id <= MESSAGES + 1000; id++) {
            store.commit(List.of(insert(id)));
            EntryKey home = new EntryKey(1, id);
            assertThat(store.read(List.of(home))).containsOnlyKeys(home);
            remove(id, id);
        }

        await().until(() -> bytesOnDisk() < FULL_BYTES * 3 / 4);
        List<StoredEntry> entries = new ArrayList<>();
        store.recover(new EntryCollector(entries));
        assertThat(entries).hasSize(500);
    }

    @Test
    void messages_come_and_go_while_a_table_is_made_anew() throws Exception {
        store.close();
        store = newStore(new Compaction.Limits(1000, -1, Long.MAX_VALUE, FULL_BYTES));
        store.open();
        remove(1, MESSAGES);
        store.close();
        store = newStore(100);
        store.open();
        EntryKey home = new EntryKey(1, MESSAGES + 1L);
        try (Connection reader = connect()) {
            reader.setAutoCommit(false);
            execute(reader, "LOCK TABLE lmq_message IN SHARE MODE");
            store.recover(new EntryCollector(new ArrayList<>()));
            await().until(() -> waitsForTheTable(reader));

            store.commit(List.of(insert(MESSAGES + 1), insert(MESSAGES + 2), insert(MESSAGES + 3)));
            store.commit(List.of(insert(MESSAGES + 4)));
            remove(MESSAGES + 2, MESSAGES + 2);

            assertThat(store.read(List.of(home))).containsOnlyKeys(home);
            assertThat(waitsForTheTable(reader)).isTrue();
            reader.rollback();
        }

        await().until(() -> bytesOnDisk() < FULL_BYTES / 2);
        store.commit(List.of(new StoreOperation.PutQueue(new StoredQueue(2, "/", "b", false, FieldTable.EMPTY))));
        assertThat(recovered())
                .extracting(entry -> entry.key().position())
                .containsExactly(MESSAGES + 1L, MESSAGES + 3L, MESSAGES + 4L);
    }

    private static boolean waitsForTheTable(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT xid FROM SYSCS_DIAG.LOCK_TABLE WHERE state = 'WAIT' AND tablename = 'LMQ_MESSAGE'")) {
            return row.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void gives_the_end_of_a_table_back_when_many_messages_are_left() throws Exception {
        store.close();
        // What is free may be given back in bits.
        store = newStore(new Compaction.Limits(1000, 100, FULL_BYTES / 10, FULL_BYTES));
        store.open();
        long before = bytesOnDisk();
        remove(1001, MESSAGES);

        await().until(() -> {
            // Derby finds out in its own time that the rows of a commit have gone: it is looked at again after others.
            insertAndRemove();
            return bytesOnDisk() < before - FULL_BYTES / 2;
        });
        assertThat(recovered()).hasSize(1000);
    }

    @Test
    void makes_the_index_anew_when_it_takes_too_much_for_the_messages_that_are_left() throws Exception {
        store.close();
        store = newStore(new Compaction.Limits(1000, 0, 1, 1));
        store.open();
        String file = placeIndex("CONGLOMERATENUMBER");
        String columns = placeIndex("DESCRIPTOR");
        remove(1, MESSAGES - 500);

        await().until(() -> !placeIndex("CONGLOMERATENUMBER").equals(file));
        store.commit(List.of(insert(MESSAGES + 1)));
        List<StoredEntry> entries = recovered();
        assertThat(entries)
                .extracting(entry -> entry.key().position())
                .startsWith(MESSAGES - 499L)
                .endsWith(MESSAGES + 1L)
                .hasSize(501);
        assertThat(store.read(entries.stream().map(StoredEntry::home).toList())).hasSize(501);
        assertThat(placeIndex("DESCRIPTOR")).isEqualTo(columns);
    }

    @Test
    void leaves_a_table_alone_that_takes_no_more_than_when_it_was_made_anew() throws Exception {
        store.close();
        store = newStore(new Compaction.Limits(1000, MESSAGES, FULL_BYTES / 10, FULL_BYTES));
        store.open();
        String filled = placeIndex("CONGLOMERATENUMBER");
        assertThat(recovered()).hasSize(MESSAGES);
        await().until(() -> !placeIndex("CONGLOMERATENUMBER").equals(filled));
        String full = placeIndex("CONGLOMERATENUMBER");
        remove(1, MESSAGES - 4000);
        await().until(() -> !placeIndex("CONGLOMERATENUMBER").equals(full));
        String drained = placeIndex("CONGLOMERATENUMBER");

        // One while the table is being made anew would not be looked at.
        for (int i = 0; i < 3; i++) {
            insertAndRemove();
        }
        // Ends only after what it has begun.
        store.close();

        store = newStore(new Compaction.Limits(1000, -1, Long.MAX_VALUE, FULL_BYTES));
        store.open();
        assertThat(placeIndex("CONGLOMERATENUMBER")).isEqualTo(drained);
        assertThat(recovered()).hasSize(4000);
    }

    private void insertAndRemove() throws StoreException {
        List<StoreOperation> operations = new ArrayList<>();
        for (long id = MESSAGES + 1; id <= MESSAGES + 1000; id++) {
            operations.add(insert(id));
        }
        store.commit(operations);
        remove(MESSAGES + 1, MESSAGES + 1000);
    }

    private List<StoredEntry> recovered() throws StoreException {
        List<StoredEntry> entries = new ArrayList<>();
        store.recover(new EntryCollector(entries));
        return entries;
    }

    /** What Derby's catalogue says about the index of places: CONGLOMERATENUMBER is that of its file, DESCRIPTOR has its columns. */
    private String placeIndex(String column) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column
                        + " FROM SYS.SYSCONGLOMERATES WHERE CONGLOMERATENAME = 'LMQ_MESSAGE_PLACE'")) {
            row.next();
            return String.valueOf(row.getObject(1));
        }
    }

    /** To the database of the store, which is open. */
    private Connection connect() throws SQLException {
        EmbeddedDataSource database = new EmbeddedDataSource();
        database.setDatabaseName(directory.resolve("store").toString());
        return database.getConnection();
    }

    @Test
    void gives_space_back_when_a_queue_is_deleted() throws Exception {
        store.commit(List.of(new StoreOperation.RemoveQueue(1)));

        await().until(() -> bytesOnDisk() < FULL_BYTES / 2);
    }

    @Test
    void gives_space_back_after_a_start_if_there_was_no_time_before_the_stop() throws Exception {
        store.close();
        store = newStore(new Compaction.Limits(1000, -1, Long.MAX_VALUE, FULL_BYTES));
        store.open();
        store.recover(new EntryCollector(new ArrayList<>()));
        remove(1, MESSAGES);
        store.close();
        store = newStore(100);
        store.open();
        assertThat(bytesOnDisk()).isGreaterThan(FULL_BYTES);

        store.recover(new EntryCollector(new ArrayList<>()));

        await().until(() -> bytesOnDisk() < FULL_BYTES / 2);
    }
}
