package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.leveretmq.concurrent.Workers;

/**
 * Gives the space of removed messages back to the disk: Derby uses the space of a table again, but that of an index with rising keys hardly ever,
 * and keeps its files. PostgreSQL and H2 do this by themselves. Everything here keeps reads waiting, and commits that need rows, so it is done, on a
 * thread of its own,
 *
 * <ul>
 *   <li>for a whole table when little is left in it, since what is left is copied;
 *   <li>for an index when it takes far more than its rows need, as it would grow for ever otherwise if some messages stay;
 *   <li>for the end of a table when much of it is free, which copies nothing but finds something only if the end is free.
 * </ul>
 *
 * <p>{@link #recovered} and {@link #committed} are called by one thread at a time.
 */
final class Compaction implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(Compaction.class.getName());
    private static final String REFERENCES = "LMQ_MESSAGE_REFERENCE";
    private static final List<String> TABLES = List.of("LMQ_MESSAGE", REFERENCES);
    /** So often a table with much that is free is left alone if there is not more of it than last time. */
    private static final int MOST_LEFT_ALONE = 10;

    private final OpenStore store;
    private final Limits limits;
    private final Lock lock;
    private final Workers thread = new Workers("leveretmq-space", 1);
    private final AtomicBoolean running = new AtomicBoolean();
    private long rows;
    /** Since it was looked for space that could be given back. */
    private long removedRows;
    /** Since there was little left. */
    private long removedFromMany;
    /** For each table, what it was when it was made anew last; confined to the thread. */
    private final Map<String, Anew> madeAnew = new HashMap<>();
    /** For each table, what was free at its last truncation; confined to the thread. */
    private final Map<String, Long> keptFree = new HashMap<>();
    /** How often each table was left alone since, with much that was free; confined to the thread. */
    private final Map<String, Integer> leftAlone = new HashMap<>();

    /**
     * When it is worthwhile.
     *
     * @param removedRows so many rows have to be removed since the last time
     * @param rowsLeft with no more rows than this a table is made anew, for they are copied while others wait
     * @param bytes a table, or what can be given back of it, has to take so much on the disk
     * @param indexBytesPerRow an index that is made anew has to take so much for each row, as others wait 15 to 25 µs for a row
     */
    record Limits(long removedRows, long rowsLeft, long bytes, long indexBytesPerRow) {
        /** With 5,000 messages of 1 KB left, a table was locked for 0.1 to 0.3 seconds on two busy cores; with 20,000 left for 0.7. */
        static final Limits STANDARD = new Limits(50_000, 20_000, 32L << 20, 4096);
    }

    /** A table that was made anew with so many rows, which take so many bytes. */
    private record Anew(long rows, long bytes) {
        /** What no more rows than these take if they are like those, and fewer as much less. */
        long expectedBytes(long left) {
            return left >= rows ? bytes : bytes / rows * left;
        }
    }

    /** Nobody else has rows of messages while the lock is held. */
    Compaction(OpenStore store, Limits limits, Lock lock) {
        this.store = store;
        this.limits = limits;
        this.lock = lock;
    }

    /** So many entries were recovered; what was removed before nobody knows. */
    void recovered(long entries) {
        rows = entries;
        removedRows = limits.removedRows;
        removedFromMany = limits.removedRows;
        consider();
    }

    /** A commit has inserted and removed so many rows. */
    void committed(long inserted, long removed) {
        rows += inserted - removed;
        removedRows += removed;
        removedFromMany += removed;
        consider();
    }

    private void consider() {
        boolean few = rows <= limits.rowsLeft;
        boolean worthwhile = (few ? removedFromMany : removedRows) >= limits.removedRows;
        if (worthwhile && store.dialect() == Dialect.DERBY && running.compareAndSet(false, true)) {
            long left = Math.max(0, rows);
            removedRows = 0;
            removedFromMany = few ? 0 : removedFromMany;
            thread.execute(() -> compact(left));
        }
    }

    private void compact(long left) {
        try (Connection connection = store.dataSource().getConnection()) {
            connection.setAutoCommit(true);
            for (String table : TABLES) {
                compact(new DerbySpace(connection, table), table, left);
            }
        } catch (SQLException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Space of removed messages could not be given back: {0}", e.getMessage());
        } finally {
            running.set(false);
        }
    }

    private void compact(DerbySpace space, String table, long left) throws SQLException {
        DerbySpace.Usage usage = space.usage();
        boolean wasteful =
                usage.largestIndexBytes() >= Math.max(limits.bytes, Math.multiplyExact(left, limits.indexBytesPerRow));
        if (left <= limits.rowsLeft) {
            Anew before = madeAnew.getOrDefault(table, new Anew(0, 0));
            if (usage.bytes() >= Math.max(limits.bytes, 2 * before.expectedBytes(left))) {
                locked(space, table, usage, space::makeAnew);
                madeAnew.put(table, new Anew(left, space.usage().bytes()));
                keptFree.put(table, 0L);
            }
        } else if (wasteful && table.equals(REFERENCES)) {
            // A row is hardly more than its entries in the indexes.
            locked(space, table, usage, space::makeAnew);
        } else if (wasteful) {
            locked(space, table, usage, space::makeIndexesAnew);
        } else if (usage.freeBytes() >= limits.bytes && isTimeToTruncate(usage, table)) {
            locked(space, table, usage, space::truncate);
            keptFree.put(table, space.usage().freeBytes());
            leftAlone.put(table, 0);
        }
    }

    /** There is more to find than last time; or the last time is long ago, and Derby may just not have known yet what was free. */
    private boolean isTimeToTruncate(DerbySpace.Usage usage, String table) {
        return usage.freeBytes() >= 2 * keptFree.getOrDefault(table, 0L)
                || leftAlone.merge(table, 1, Integer::sum) > MOST_LEFT_ALONE;
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void locked(DerbySpace space, String table, DerbySpace.Usage before, Step step) throws SQLException {
        lock.lock();
        long start = System.nanoTime();
        long end;
        try {
            step.run();
        } finally {
            end = System.nanoTime();
            lock.unlock();
        }
        LOGGER.log(
                Level.INFO,
                "Gave back {0} MB of table {1}, which was locked for {2} ms",
                (before.bytes() - space.usage().bytes()) >> 20,
                table,
                TimeUnit.NANOSECONDS.toMillis(end - start));
    }

    /** Ends the thread; lets it finish what it does. */
    @Override
    public void close() {
        thread.close();
    }
}
