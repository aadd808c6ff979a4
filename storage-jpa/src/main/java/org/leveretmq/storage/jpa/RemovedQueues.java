package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Workers;

/**
 * Removes the messages of queues that are gone, if they are many: bit by bit, each in a transaction of its own, so that commits wait for a part of
 * them only, and have the tables for themselves between the bits for as long as a bit takes. What is left at a stop goes after the next start.
 */
final class RemovedQueues implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(RemovedQueues.class.getName());
    /** Fewer messages than that go with their queue. */
    private static final int MANY = 2000;

    private final OpenStore store;
    private final TableLocks.Exclusive exclusive;
    private final LongConsumer removed;
    private final Workers thread = new Workers("leveretmq-removal", 1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final BitSize bit = new BitSize();
    private Frontier frontier = Frontier.of(0);

    /**
     * Up to which positions of a queue everything has gone. Derby would step over what its index still has of that, again with each bit.
     *
     * @param messages position in lmq_message
     * @param references position in lmq_message_reference
     */
    private record Frontier(long queueId, long messages, long references) {
        static Frontier of(long queueId) {
            return new Frontier(queueId, Long.MIN_VALUE, Long.MIN_VALUE);
        }
    }

    /**
     * Does nothing by itself.
     *
     * @param exclusive nobody commits while it is held
     * @param removed told, with the lock held, how many rows have gone
     */
    RemovedQueues(OpenStore store, TableLocks.Exclusive exclusive, LongConsumer removed) {
        this.store = store;
        this.exclusive = exclusive;
        this.removed = removed;
    }

    /** Leaves the messages of a queue for later if they are many, in the transaction that removes the queue. Returns whether they are. */
    static boolean postpone(Connection connection, long queueId) throws SQLException {
        boolean many = nth(connection, "lmq_message", queueId, Long.MIN_VALUE, MANY) != null
                || nth(connection, "lmq_message_reference", queueId, Long.MIN_VALUE, MANY) != null;
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
        if (!isClosed()) {
            thread.execute(this::run);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !isClosed()) {
                long start = System.nanoTime();
                exclusive.lock();
                try {
                    start = System.nanoTime();
                    more = removeSome();
                } finally {
                    exclusive.unlock();
                }
                giveWay(Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (SQLException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Messages of removed queues stay until the next start: {0}", e.getMessage());
        }
    }

    /** Others have the tables for as long as the bit has taken. */
    private void giveWay(Duration taken) {
        bit.took(taken);
        try {
            if (closed.await(taken.toNanos(), TimeUnit.NANOSECONDS)) {
                LOGGER.log(Level.DEBUG, "Messages of removed queues stay until the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there is more. */
    private boolean removeSome() throws SQLException {
        Optional<Frontier> reached = store.transaction(this::removeSome);
        frontier = reached.orElse(frontier);
        return reached.isPresent();
    }

    /** Returns how far that went, nothing if there was nothing to do. */
    private Optional<Frontier> removeSome(Connection connection) throws SQLException {
        Set<Long> queues = left(connection);
        if (queues.isEmpty()) {
            return Optional.empty();
        }
        Frontier from = queues.contains(frontier.queueId)
                ? frontier
                : Frontier.of(queues.iterator().next());
        long upTo = upTo(connection, "lmq_message", from.queueId, from.messages);
        int count = removeMessages(connection, from.queueId, from.messages, upTo);
        if (count > 0) {
            removed.accept(count);
            return Optional.of(new Frontier(from.queueId, upTo, from.references));
        }
        upTo = upTo(connection, "lmq_message_reference", from.queueId, from.references);
        count = removeReferences(connection, from.queueId, from.references, upTo);
        if (count == 0) {
            update(connection, "DELETE FROM lmq_removed_queue WHERE queue_id = ?", from.queueId);
        }
        removed.accept(count);
        return Optional.of(new Frontier(from.queueId, from.messages, upTo));
    }

    private static int removeMessages(Connection connection, long queueId, long after, long upTo) throws SQLException {
        return update(
                connection,
                "DELETE FROM lmq_message WHERE queue_id = ? AND position > ? AND position <= ?",
                queueId,
                after,
                upTo);
    }

    /** References go with the messages that nobody else refers to. */
    private static int removeReferences(Connection connection, long queueId, long after, long upTo)
            throws SQLException {
        Set<Long> messages = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT message_id FROM lmq_message_reference"
                + " WHERE queue_id = ? AND position > ? AND position <= ?")) {
            query.setLong(1, queueId);
            query.setLong(2, after);
            query.setLong(3, upTo);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    messages.add(rows.getLong(1));
                }
            }
        }
        int count = update(
                connection,
                "DELETE FROM lmq_message_reference WHERE queue_id = ? AND position > ? AND position <= ?",
                queueId,
                after,
                upTo);
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

    /** The position up to which there are as many rows as go at once, or fewer at the end. */
    private long upTo(Connection connection, String table, long queueId, long after) throws SQLException {
        Long last = nth(connection, table, queueId, after, bit.rows());
        return last == null ? Long.MAX_VALUE : last;
    }

    /** The position of a row of a queue, counted from 1 behind another position; null if there are fewer. */
    private static @Nullable Long nth(Connection connection, String table, long queueId, long after, int number)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT position FROM " + table + " WHERE queue_id = ? AND position > ? ORDER BY queue_id, position"
                        + " OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY")) {
            query.setLong(1, queueId);
            query.setLong(2, after);
            query.setInt(3, number - 1);
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
        closed.countDown();
        thread.close();
    }
}
