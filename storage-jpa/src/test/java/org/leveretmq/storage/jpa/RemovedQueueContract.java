package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/** A queue of many messages is gone at once, and its messages go bit by bit, over a restart if need be; for each database. */
abstract class RemovedQueueContract {
    private static final int OWN = 4500;
    private static final int SHARED = 2500;
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    private ConnectionPoolDataSource driver;
    private MessageStore store;

    /** A new, empty database. */
    abstract ConnectionPoolDataSource newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        driver = newDatabase();
        store = new JpaMessageStore(new TestDatabase("test", driver));
        store.open();
        List<StoreOperation> operations = new ArrayList<>();
        operations.add(new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)));
        operations.add(new StoreOperation.PutQueue(new StoredQueue(2, "/", "r", false, FieldTable.EMPTY)));
        LongStream.rangeClosed(1, OWN).mapToObj(id -> insert(id, at(1, id))).forEach(operations::add);
        LongStream.rangeClosed(OWN + 1, OWN + SHARED)
                .mapToObj(id -> insert(id, at(1, id), at(2, id)))
                .forEach(operations::add);
        operations.add(insert(OWN + SHARED + 1, at(2, OWN + SHARED + 1)));
        store.commit(operations);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static EntryKey at(long queue, long position) {
        return new EntryKey(queue, position);
    }

    private static StoreOperation insert(long id, EntryKey... places) {
        return new StoreOperation.InsertMessage(id, new Message("e", "k", PERSISTENT, new byte[1]), 1, List.of(places));
    }

    private long count(String table) throws SQLException {
        return statement(statement -> {
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private interface Use {
        long of(Statement statement) throws SQLException;
    }

    private long statement(Use use) throws SQLException {
        PooledConnection pooled = driver.getPooledConnection();
        try (Connection connection = pooled.getConnection();
                Statement statement = connection.createStatement()) {
            return use.of(statement);
        } finally {
            pooled.close();
        }
    }

    private void awaitRemoval() {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(count("lmq_removed_queue")).isZero();
            assertThat(count("lmq_message_reference")).isEqualTo(SHARED);
            assertThat(count("lmq_message")).isEqualTo(SHARED + 1);
        });
    }

    @Test
    void messages_of_a_removed_queue_go_and_those_that_others_have_stay() throws Exception {
        store.commit(List.of(new StoreOperation.RemoveQueue(1)));

        awaitRemoval();
        List<StoredEntry> entries = new ArrayList<>();
        RecoveryReport report = store.recover(new EntryCollector(entries));
        assertThat(report.setAside()).isEmpty();
        assertThat(entries).hasSize(SHARED + 1).allMatch(entry -> entry.key().queueId() == 2);
    }

    @Test
    void what_is_left_of_a_removed_queue_at_a_stop_is_not_handed_out_and_goes_after_the_next_start() throws Exception {
        statement(statement -> statement.executeUpdate("DELETE FROM lmq_queue WHERE queue_id = 1"));
        statement(statement -> statement.executeUpdate("INSERT INTO lmq_removed_queue (queue_id) VALUES (1)"));
        List<StoredEntry> entries = new ArrayList<>();

        RecoveryReport report = store.recover(new EntryCollector(entries));

        assertThat(report.setAside()).isEmpty();
        assertThat(entries).hasSize(SHARED + 1).allMatch(entry -> entry.key().queueId() == 2);
        awaitRemoval();
    }

    @Test
    void commits_go_on_while_messages_of_a_removed_queue_go() throws Exception {
        store.commit(List.of(new StoreOperation.RemoveQueue(1)));
        for (long id = OWN + SHARED + 2; id < OWN + SHARED + 102; id++) {
            store.commit(List.of(insert(id, at(2, id))));
            store.commit(List.of(new StoreOperation.RemoveEntry(id, at(2, id), false, true)));
        }

        awaitRemoval();
    }
}
