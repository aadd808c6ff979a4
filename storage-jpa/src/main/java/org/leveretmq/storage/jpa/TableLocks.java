package org.leveretmq.storage.jpa;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Who may use the tables at the same time: commits and reads, or one that changes rows bit by bit, as two writers may want the same rows; or one that
 * makes tables anew, while commits may go into the redo log only. Fair, so that commits have their turn between bits. Any thread.
 */
final class TableLocks {
    /** Shared by all that use rows of messages, held by who makes their tables anew. Always taken before the other one. */
    private final ReentrantReadWriteLock rows = new ReentrantReadWriteLock(true);
    /** Shared by commits and reads, held by who changes rows bit by bit. */
    private final ReentrantReadWriteLock changes = new ReentrantReadWriteLock(true);

    private final Exclusive exclusive = new Exclusive();

    /** For who makes tables anew: nobody else has rows of messages. Derby would see a deadlock with statements that are compiled meanwhile. */
    Lock rebuild() {
        return rows.writeLock();
    }

    /** For who changes rows bit by bit: nobody else reads or commits. */
    Exclusive exclusive() {
        return exclusive;
    }

    /** For a commit or a read that needs rows of messages. */
    void share() {
        rows.readLock().lock();
        changes.readLock().lock();
    }

    /** The same; returns false, holding nothing, if tables are made anew now or are about to be. */
    boolean tryShare() {
        boolean shared = false;
        try {
            // Without a time it would overtake who waits to make tables anew, again and again.
            shared = rows.readLock().tryLock(0, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shared) {
            changes.readLock().lock();
        }
        return shared;
    }

    /** Ends {@link #share} or {@link #tryShare}. */
    void unshare() {
        changes.readLock().unlock();
        rows.readLock().unlock();
    }

    /** For a commit that uses no rows of messages; to be unlocked by the same thread. */
    Lock withoutRows() {
        return changes.readLock();
    }

    /** Nobody else reads or commits. */
    final class Exclusive {
        private Exclusive() {}

        void lock() {
            rows.readLock().lock();
            changes.writeLock().lock();
        }

        /** Returns false, holding nothing, if it does not get both locks, waiting no longer than that for each. */
        boolean tryLock(Duration longestWait) throws InterruptedException {
            long nanos = longestWait.toNanos();
            if (!rows.readLock().tryLock(nanos, TimeUnit.NANOSECONDS)) {
                return false;
            }
            boolean locked = false;
            try {
                locked = changes.writeLock().tryLock(nanos, TimeUnit.NANOSECONDS);
            } finally {
                if (!locked) {
                    rows.readLock().unlock();
                }
            }
            return locked;
        }

        void unlock() {
            changes.writeLock().unlock();
            rows.readLock().unlock();
        }
    }
}
