package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** Tables are made, brought up to date with what is in them, or refused; for each database. */
abstract class SchemaContract {
    private PooledConnection pooled;
    private Connection connection;
    private ConnectionPoolDataSource driver;

    /** A new, empty database. */
    abstract ConnectionPoolDataSource newDatabase() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        driver = newDatabase();
        pooled = driver.getPooledConnection();
        connection = pooled.getConnection();
    }

    @AfterEach
    void disconnect() throws Exception {
        pooled.close();
    }

    void prepare(int version) throws Exception {
        new Schema(connection, Dialect.of(connection).orElseThrow(), "test", version).prepare();
    }

    private void execute(String... statements) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            for (String command : statements) {
                statement.executeUpdate(command);
            }
        }
    }

    private int version() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM lmq_schema")) {
            assertThat(row.next()).isTrue();
            int version = row.getInt(1);
            assertThat(row.next()).as("more than one row").isFalse();
            return version;
        }
    }

    @Test
    void an_empty_database_gets_the_tables_of_the_current_version() throws Exception {
        prepare(Schema.VERSION);

        assertThat(version()).isEqualTo(Schema.VERSION);
    }

    @Test
    void tables_that_are_up_to_date_are_left_alone() throws Exception {
        prepare(Schema.VERSION);
        execute("UPDATE lmq_commit SET commit_number = 17");

        prepare(Schema.VERSION);

        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT commit_number FROM lmq_commit")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(17);
        }
    }

    @Test
    void everything_in_tables_of_version_1_is_there_in_the_current_version() throws Exception {
        prepare(1);
        byte[] none = FieldTableCodec.encode(FieldTable.EMPTY);
        insert("INSERT INTO lmq_virtual_host VALUES ('/', '', '', ?, NULL, NULL)", true);
        insert("INSERT INTO lmq_queue VALUES (1, '/', 'q', ?, ?)", false, none);
        MessageProperties small = MessageProperties.builder()
                .deliveryMode(2)
                .priority(5)
                .expiration("9000")
                .build();
        MessageProperties large = MessageProperties.builder().deliveryMode(2).build();
        insert(
                "INSERT INTO lmq_message VALUES (7, 1, 1, 1234, 'e', 'k', ?, ?, ?, NULL)",
                small.encoded().length,
                small.encoded(),
                new byte[] {1, 2, 3});
        byte[] content = new byte[large.encoded().length + 50_000];
        System.arraycopy(large.encoded(), 0, content, 0, large.encoded().length);
        insert(
                "INSERT INTO lmq_message VALUES (8, 1, 2, 1235, 'e', 'k', ?, NULL, NULL, ?)",
                large.encoded().length,
                content);
        for (int id = 9; id <= 10; id++) {
            insert(
                    "INSERT INTO lmq_message VALUES (" + id + ", 0, 0, 1236, 'e', 'k', ?, ?, ?, NULL)",
                    large.encoded().length,
                    large.encoded(),
                    new byte[] {(byte) id});
            insert("INSERT INTO lmq_message_reference VALUES (1, " + id + ", ?)", id);
        }
        connection.commit();
        pooled.close();

        try (JpaMessageStore store = new JpaMessageStore(new TestDatabase("test", driver))) {
            List<StoredEntry> entries = recovered(store);
            assertThat(entries)
                    .containsExactly(
                            new StoredEntry(7, new EntryKey(1, 1), false, 3, 5, 9000, 1234, true),
                            new StoredEntry(8, new EntryKey(1, 2), false, 50_000, -1, -1, 1235, true),
                            new StoredEntry(9, new EntryKey(1, 9), true, 1, -1, -1, 1236, true),
                            new StoredEntry(10, new EntryKey(1, 10), true, 1, -1, -1, 1236, true));
            Map<EntryKey, Message> messages =
                    store.read(entries.stream().map(StoredEntry::home).toList());
            assertThat(messages.get(new EntryKey(1, 1)).body()).containsExactly(1, 2, 3);
            assertThat(messages.get(new EntryKey(1, 2)).body()).hasSize(50_000);
            assertThat(messages.get(EntryKey.ofShared(9)).body()).containsExactly(9);
            assertThat(messages.get(EntryKey.ofShared(10)).body()).containsExactly(10);
        }
    }

    @Test
    void commits_in_the_redo_log_of_version_7_are_applied_by_the_current_version() throws Exception {
        prepare(7);
        insert("INSERT INTO lmq_virtual_host VALUES ('/', '', '', ?, NULL, NULL)", true);
        insert(
                "INSERT INTO lmq_queue (queue_id, virtual_host, name, auto_delete, arguments) VALUES (1, '/', 'q', ?, ?)",
                false,
                FieldTableCodec.encode(FieldTable.EMPTY));
        Message message =
                new Message("", "q", MessageProperties.builder().deliveryMode(2).build(), new byte[] {1, 2, 3});
        StoreOperation published = new StoreOperation.InsertMessage(7, message, 1234, List.of(new EntryKey(1, 1)));
        insert("INSERT INTO lmq_redo_log VALUES (1, 1, ?)", RedoRecord.encode(List.of(published)));
        connection.commit();
        pooled.close();

        try (JpaMessageStore store = new JpaMessageStore(new TestDatabase("test", driver))) {
            assertThat(recovered(store))
                    .containsExactly(new StoredEntry(7, new EntryKey(1, 1), false, 3, -1, -1, 1234, true));
            assertThat(store.read(List.of(new EntryKey(1, 1)))
                            .get(new EntryKey(1, 1))
                            .body())
                    .containsExactly(1, 2, 3);
        }
    }

    private static List<StoredEntry> recovered(JpaMessageStore store) throws StoreException {
        store.open();
        List<StoredEntry> entries = new ArrayList<>();
        store.recover(new EntryCollector(entries));
        return entries;
    }

    private void insert(String sql, Object... values) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof byte[] bytes) {
                    insert.setBytes(i + 1, bytes);
                } else {
                    insert.setObject(i + 1, values[i]);
                }
            }
            insert.executeUpdate();
        }
    }

    @Test
    void tables_of_a_newer_version_are_refused() throws Exception {
        prepare(Schema.VERSION);
        execute("UPDATE lmq_schema SET version = 99");

        assertThatThrownBy(() -> prepare(Schema.VERSION))
                .isInstanceOf(StoreException.class)
                .hasMessage("The tables in the store (test) have version 99, but this program knows version "
                        + Schema.VERSION + ": use the newer program that has made them, or another database");
    }

    @Test
    void tables_of_somebody_else_are_refused() throws Exception {
        execute("CREATE TABLE lmq_message (something INTEGER)");

        assertThatThrownBy(() -> prepare(Schema.VERSION))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has tables that this program has not made")
                .hasMessageContaining("use another database or another schema in it");
    }

    @Test
    void a_version_that_cannot_be_read_is_not_taken_for_an_empty_database() throws Exception {
        execute("CREATE TABLE lmq_schema (something INTEGER)");

        assertThatThrownBy(() -> prepare(Schema.VERSION))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The version of the tables in the store (test) cannot be read from lmq_schema");
    }

    @Test
    void tables_with_other_names_do_not_matter() throws Exception {
        execute("CREATE TABLE orders (something INTEGER)");

        prepare(Schema.VERSION);

        assertThat(version()).isEqualTo(Schema.VERSION);
    }
}
