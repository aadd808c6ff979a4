package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.leveretmq.concurrent.Workers;

/**
 * Gives the space of removed messages back to the disk: Derby uses the space of a table again, but that of an index with rising keys never, and
 * keeps its files. Making a table anew keeps commits waiting for as long as it takes to copy what is left, so that is done when little is left, on
 * a thread of its own. PostgreSQL and H2 do this by themselves.
 *
 * <p>{@link #recovered} and {@link #committed} are called by one thread at a time.
 */
final class Compaction implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(Compaction.class.getName());
    private static final List<String> TABLES = List.of("LMQ_MESSAGE", "LMQ_MESSAGE_REFERENCE");

    private final OpenStore store;
    private final Limits limits;
    private final Lock exclusive;
    private final Workers thread = new Workers("leveretmq-space", 1);
    private final AtomicBoolean running = new AtomicBoolean();
    private long rows;
    private long removedRows;

    /**
     * When it is worthwhile.
     *
     * @param removedRows so many rows have to be removed since the last time
     * @param rowsLeft no more rows than this may be left, for they are copied while commits wait
     * @param bytes a table has to take so much on the disk
     */
    record Limits(long removedRows, long rowsLeft, long bytes) {
        /** With 5,000 messages of 1 KB left, a table was locked for 0.1 to 0.3 seconds on two busy cores; with 20,000 left for 0.7. */
        static final Limits STANDARD = new Limits(50_000, 5_000, 32L << 20);
    }

    /** Nothing else may use the tables while the lock is held. */
    Compaction(OpenStore store, Limits limits, Lock exclusive) {
        this.store = store;
        this.limits = limits;
        this.exclusive = exclusive;
    }

    /** So many entries were recovered; what was removed before nobody knows. */
    void recovered(long entries) {
        rows = entries;
        removedRows = limits.removedRows;
        consider();
    }

    /** A commit has inserted and removed so many rows. */
    void committed(long inserted, long removed) {
        rows += inserted - removed;
        removedRows += removed;
        consider();
    }

    private void consider() {
        boolean worthwhile = removedRows >= limits.removedRows && rows <= limits.rowsLeft;
        if (worthwhile && store.dialect() == Dialect.DERBY && running.compareAndSet(false, true)) {
            removedRows = 0;
            thread.execute(this::compact);
        }
    }

    private void compact() {
        try (Connection connection = store.dataSource().getConnection()) {
            connection.setAutoCommit(true);
            for (String table : TABLES) {
                long before = bytes(connection, table);
                if (before >= limits.bytes) {
                    exclusive.lock();
                    try {
                        compact(connection, table, before);
                    } finally {
                        exclusive.unlock();
                    }
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Space of removed messages could not be given back: {0}", e.getMessage());
        } finally {
            running.set(false);
        }
    }

    private static void compact(Connection connection, String table, long before) throws SQLException {
        long start = System.nanoTime();
        try (CallableStatement compress = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_COMPRESS_TABLE(?, ?, 1)")) {
            compress.setString(1, connection.getSchema());
            compress.setString(2, table);
            compress.execute();
        }
        LOGGER.log(
                Level.INFO,
                "Gave back {0} MB of table {1}, which was locked for {2} ms",
                (before - bytes(connection, table)) >> 20,
                table,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /** What a table and its indexes take on the disk. */
    private static long bytes(Connection connection, String table) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT SUM((NUMALLOCATEDPAGES + NUMFREEPAGES) * CAST(PAGESIZE AS BIGINT))"
                        + " FROM TABLE (SYSCS_DIAG.SPACE_TABLE(?, ?)) AS usage")) {
            query.setString(1, connection.getSchema());
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Ends the thread; lets it finish what it does. */
    @Override
    public void close() {
        thread.close();
    }
}
