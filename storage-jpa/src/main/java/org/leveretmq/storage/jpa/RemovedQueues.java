package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Workers;

/**
 * Removes the messages of queues that are gone, if they are many: bit by bit, each in a transaction of its own, so that commits wait for a part of
 * them only. What is left at a stop goes after the next start.
 */
final class RemovedQueues implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(RemovedQueues.class.getName());
    /** So many rows go at once: some 20 ms on Derby. */
    private static final int ROWS = 2000;

    private final OpenStore store;
    private final Lock exclusive;
    private final LongConsumer removed;
    private final Workers thread = new Workers("leveretmq-removal", 1);
    private volatile boolean closed;

    /**
     * Does nothing by itself.
     *
     * @param exclusive nobody commits while it is held; it has to be a fair one
     * @param removed told, with the lock held, how many rows have gone
     */
    RemovedQueues(OpenStore store, Lock exclusive, LongConsumer removed) {
        this.store = store;
        this.exclusive = exclusive;
        this.removed = removed;
    }

    /** Leaves the messages of a queue for later if they are many, in the transaction that removes the queue. Returns whether they are. */
    static boolean postpone(Connection connection, long queueId) throws SQLException {
        boolean many = nth(connection, "lmq_message", queueId) != null
                || nth(connection, "lmq_message_reference", queueId) != null;
        if (many) {
            update(connection, "DELETE FROM lmq_removed_queue WHERE queue_id = ?", queueId);
            update(connection, "INSERT INTO lmq_removed_queue (queue_id) VALUES (?)", queueId);
        }
        return many;
    }

    /** The queues that have messages left. */
    static Set<Long> left(Connection connection) throws SQLException {
        Set<Long> queues = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT queue_id FROM lmq_removed_queue")) {
            while (rows.next()) {
                queues.add(rows.getLong(1));
            }
        }
        return queues;
    }

    /** There may be something to do. */
    void begin() {
        if (!closed) {
            thread.execute(this::run);
        }
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !closed) {
                exclusive.lock();
                try {
                    more = store.transaction(this::removeSome);
                } finally {
                    exclusive.unlock();
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Messages of removed queues stay until the next start: {0}", e.getMessage());
        }
    }

    /** Returns whether there is more. */
    private boolean removeSome(Connection connection) throws SQLException {
        Set<Long> queues = left(connection);
        if (queues.isEmpty()) {
            return false;
        }
        long queueId = queues.iterator().next();
        int count = removeMessages(connection, queueId);
        if (count == 0) {
            count = removeReferences(connection, queueId);
        }
        if (count == 0) {
            update(connection, "DELETE FROM lmq_removed_queue WHERE queue_id = ?", queueId);
        }
        removed.accept(count);
        return true;
    }

    private static int removeMessages(Connection connection, long queueId) throws SQLException {
        Long last = nth(connection, "lmq_message", queueId);
        return last == null
                ? update(connection, "DELETE FROM lmq_message WHERE queue_id = ?", queueId)
                : update(connection, "DELETE FROM lmq_message WHERE queue_id = ? AND position <= ?", queueId, last);
    }

    /** References go with the messages that nobody else refers to. */
    private static int removeReferences(Connection connection, long queueId) throws SQLException {
        Long last = nth(connection, "lmq_message_reference", queueId);
        long upTo = last == null ? Long.MAX_VALUE : last;
        Set<Long> messages = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT message_id FROM lmq_message_reference WHERE queue_id = ? AND position <= ?")) {
            query.setLong(1, queueId);
            query.setLong(2, upTo);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    messages.add(rows.getLong(1));
                }
            }
        }
        int count = update(
                connection, "DELETE FROM lmq_message_reference WHERE queue_id = ? AND position <= ?", queueId, upTo);
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM lmq_message WHERE queue_id = 0 AND position = ? AND"
                        + " NOT EXISTS (SELECT 1 FROM lmq_message_reference r WHERE r.message_id = lmq_message.position)")) {
            for (long id : messages) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            if (!messages.isEmpty()) {
                delete.executeBatch();
            }
        }
        return count;
    }

    /** The position up to which there are as many rows as go at once, null if there are fewer. */
    private static @Nullable Long nth(Connection connection, String table, long queueId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT position FROM " + table
                + " WHERE queue_id = ? ORDER BY queue_id, position OFFSET " + (ROWS - 1)
                + " ROWS FETCH NEXT 1 ROWS ONLY")) {
            query.setLong(1, queueId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    private static int update(Connection connection, String statement, long... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setLong(i + 1, parameters[i]);
            }
            return update.executeUpdate();
        }
    }

    /** Ends the thread after what it does now. */
    @Override
    public void close() {
        closed = true;
        thread.close();
    }
}
