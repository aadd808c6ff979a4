package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leveretmq.concurrent.Workers;
import org.leveretmq.store.StoreException;

/** Applies the records of the redo log that are older than a second, so that the tables show everything that is older than two. */
final class RedoApplication implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(RedoApplication.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final TableLocks.Exclusive exclusive;
    private final Workers thread = new Workers("leveretmq-redo", 1);
    private final AtomicBoolean running = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Does nothing by itself. Nobody commits while the lock is held. */
    RedoApplication(TableLocks.Exclusive exclusive) {
        this.exclusive = exclusive;
    }

    /** There are records in the log. Any thread. */
    void begin(Commits commits) {
        if (closed.getCount() > 0 && running.compareAndSet(false, true)) {
            try {
                thread.execute(() -> run(commits));
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.DEBUG, "The store was closed meanwhile; the next start applies the redo log", e);
            }
        }
    }

    private void run(Commits commits) {
        boolean failed = false;
        boolean unforeseen = true;
        long old = 0;
        try {
            while (running.get() && !closed.await(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    apply(commits, old);
                    old = endRound(commits);
                    failed = false;
                } catch (StoreException | RuntimeException e) {
                    LOGGER.log(
                            failed ? Level.DEBUG : Level.WARNING,
                            "{0}; what was confirmed is safe in the redo log",
                            e.getMessage());
                    failed = true;
                }
            }
            unforeseen = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (unforeseen) {
                // An error ends the thread: the next commit begins anew.
                running.set(false);
            }
        }
    }

    /** Others may commit between the steps. */
    private void apply(Commits commits, long upTo) throws StoreException {
        boolean more = true;
        while (more) {
            exclusive.lock();
            try {
                more = commits.applySome(upTo);
            } finally {
                exclusive.unlock();
            }
        }
    }

    /** Returns the last record, which is old in the next round. */
    private long endRound(Commits commits) {
        exclusive.lock();
        try {
            running.set(commits.hasLogged());
            return commits.lastLogged();
        } finally {
            exclusive.unlock();
        }
    }

    /** Ends the thread after what it does now. */
    @Override
    public void close() {
        closed.countDown();
        thread.close();
    }
}
