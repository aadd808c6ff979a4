package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/**
 * Messages and places that a transaction inserts and removes, as batches of plain statements: these rows are most of what a store writes, and an
 * entity for each of them costs several times as much as the row. What {@link MessageRow} and {@link ReferenceRow} map is written here. Used for one
 * commit, by one thread.
 */
final class MessageBatch {
    /** Rows in a batch. */
    private static final int ROWS = 2000;

    private static final String INSERT =
            "INSERT INTO lmq_message (message_id, queue_id, position, arrived_at_millis, exchange,"
                    + " routing_key, properties_length, body_length, persistent, priority, time_to_live_millis, ";
    private static final String INSERT_INLINE =
            INSERT + "properties, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_LARGE = INSERT + "large_content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_REFERENCE =
            "INSERT INTO lmq_message_reference (queue_id, position, message_id) VALUES (?, ?, ?)";
    private static final String DELETE = "DELETE FROM lmq_message WHERE queue_id = ? AND position = ?";
    private static final String DELETE_RUN = "DELETE FROM lmq_message WHERE queue_id = ? AND position BETWEEN ? AND ?";
    private static final String DELETE_REFERENCE =
            "DELETE FROM lmq_message_reference WHERE queue_id = ? AND position = ?";

    private static final Comparator<EntryKey> BY_PLACE =
            Comparator.comparingLong(EntryKey::queueId).thenComparingLong(EntryKey::position);
    /** So many neighbours in a queue are worth a statement of their own. */
    private static final int SHORTEST_RUN = 4;

    /** A message with those of its places that it is to have. */
    private record Insertion(StoreOperation.InsertMessage message, Collection<EntryKey> places) {}

    private final Connection connection;
    private final List<Insertion> inserts = new ArrayList<>();
    private final List<EntryKey> removedReferences = new ArrayList<>();
    private final List<EntryKey> removedMessages = new ArrayList<>();
    private long inserted;
    private long removed;

    MessageBatch(Connection connection) {
        this.connection = connection;
    }

    /** Rows of messages that were inserted, and of their places. */
    long inserted() {
        return inserted;
    }

    /** Rows of messages that were removed, and of their places. */
    long removed() {
        return removed;
    }

    void insert(StoreOperation.InsertMessage insert) {
        insert(insert, insert.entries());
    }

    /** Inserts a message with a part of its places: others were removed already. */
    void insert(StoreOperation.InsertMessage insert, Collection<EntryKey> places) {
        inserts.add(new Insertion(insert, places));
        inserted += shared(insert) ? 1 + places.size() : 1;
    }

    private static boolean shared(StoreOperation.InsertMessage insert) {
        return insert.entries().size() > 1;
    }

    void remove(StoreOperation.RemoveEntry remove) {
        if (remove.shared()) {
            removedReferences.add(remove.entry());
            removed++;
        }
        if (!remove.shared()) {
            removedMessages.add(remove.entry());
            removed++;
        } else if (remove.last()) {
            removedMessages.add(EntryKey.ofShared(remove.messageId()));
            removed++;
        }
    }

    /** Executes what has been collected: insertions first, since a place never comes again once it was removed. */
    void flush() throws SQLException {
        insertMessages();
        removeReferences();
        removeMessages();
        inserts.clear();
        removedReferences.clear();
        removedMessages.clear();
    }

    private void insertMessages() throws SQLException {
        try (Batch inline = new Batch(INSERT_INLINE);
                Batch large = new Batch(INSERT_LARGE);
                Batch references = new Batch(INSERT_REFERENCE)) {
            for (Insertion insertion : inserts) {
                StoreOperation.InsertMessage insert = insertion.message;
                MessageRow row =
                        MessageRows.of(insert.messageId(), insert.home(), insert.message(), insert.arrivedAtMillis());
                row.persistent = insert.lasting();
                insert(row, row.largeContent == null ? inline : large);
                if (shared(insert)) {
                    for (EntryKey entry : insertion.places) {
                        references.add(entry.queueId(), entry.position(), insert.messageId());
                    }
                }
            }
            inline.execute();
            large.execute();
            references.execute();
        }
    }

    private static void insert(MessageRow row, Batch batch) throws SQLException {
        PreparedStatement statement = batch.statement();
        statement.setLong(1, row.messageId);
        statement.setLong(2, row.queueId);
        statement.setLong(3, row.position);
        statement.setLong(4, row.arrivedAtMillis);
        statement.setString(5, row.exchange);
        statement.setString(6, row.routingKey);
        statement.setInt(7, row.propertiesLength);
        statement.setInt(8, row.bodyLength);
        statement.setBoolean(9, row.persistent);
        statement.setInt(10, row.priority);
        statement.setLong(11, row.timeToLiveMillis);
        if (row.largeContent == null) {
            statement.setBytes(12, row.properties);
            statement.setBytes(13, row.body);
        } else {
            statement.setBytes(12, row.largeContent);
        }
        batch.added();
    }

    private void removeReferences() throws SQLException {
        try (Batch batch = new Batch(DELETE_REFERENCE)) {
            for (EntryKey place : removedReferences) {
                batch.add(place.queueId(), place.position());
            }
            batch.execute();
        }
    }

    /** Neighbours in a queue go together: the index of places has all that Derby needs for that, so it would not read the table instead. */
    private void removeMessages() throws SQLException {
        removedMessages.sort(BY_PLACE);
        try (Batch runs = new Batch(DELETE_RUN);
                Batch single = new Batch(DELETE)) {
            for (int from = 0, to; from < removedMessages.size(); from = to) {
                to = endOfRun(from);
                EntryKey first = removedMessages.get(from);
                if (to - from >= SHORTEST_RUN) {
                    runs.add(first.queueId(), first.position(), first.position() + to - from - 1);
                } else {
                    for (EntryKey each : removedMessages.subList(from, to)) {
                        single.add(each.queueId(), each.position());
                    }
                }
            }
            runs.execute();
            single.execute();
        }
    }

    private int endOfRun(int from) {
        EntryKey first = removedMessages.get(from);
        int to = from + 1;
        while (to < removedMessages.size()
                && removedMessages.get(to).equals(new EntryKey(first.queueId(), first.position() + to - from))) {
            to++;
        }
        return to;
    }

    /** A statement with the rows that wait to be sent with it; prepared when the first one comes. */
    private final class Batch implements AutoCloseable {
        private final String sql;
        private @Nullable PreparedStatement prepared;
        private int waiting;

        Batch(String sql) {
            this.sql = sql;
        }

        PreparedStatement statement() throws SQLException {
            PreparedStatement existing = prepared;
            if (existing == null) {
                existing = connection.prepareStatement(sql);
                prepared = existing;
            }
            return existing;
        }

        void add(long... parameters) throws SQLException {
            PreparedStatement statement = statement();
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            added();
        }

        void added() throws SQLException {
            statement().addBatch();
            if (++waiting == ROWS) {
                execute();
            }
        }

        void execute() throws SQLException {
            if (waiting > 0) {
                statement().executeBatch();
                waiting = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            if (prepared != null) {
                prepared.close();
            }
        }
    }
}
