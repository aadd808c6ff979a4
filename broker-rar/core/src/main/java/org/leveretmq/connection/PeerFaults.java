package org.leveretmq.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.leveretmq.api.management.LogText;
import org.leveretmq.concurrent.Scheduler;

/**
 * Logs what clients do wrong as warnings, but only so many a second, since a hostile client can do any number of things wrong. What is
 * left out is counted and told with the next warning. Any thread.
 */
public final class PeerFaults {
    private static final Logger LOGGER = System.getLogger(PeerFaults.class.getName());
    private static final int PER_SECOND = 20;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Scheduler scheduler;
    private final AtomicLong secondBegan;
    private final AtomicInteger thisSecond = new AtomicInteger();
    private final AtomicInteger leftOut = new AtomicInteger();

    /** Nothing was logged yet. */
    public PeerFaults(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.secondBegan = new AtomicLong(scheduler.nanoTime());
    }

    /** The client of this connection has done something wrong. */
    void warn(String connection, String fault) {
        long now = scheduler.nanoTime();
        long began = secondBegan.get();
        if (now - began >= SECOND_NANOS && secondBegan.compareAndSet(began, now)) {
            thisSecond.set(0);
        }
        if (thisSecond.incrementAndGet() > PER_SECOND) {
            leftOut.incrementAndGet();
            return;
        }
        int silent = leftOut.getAndSet(0);
        String suffix = silent == 0 ? "" : " (" + silent + " such warnings left out)";
        LOGGER.log(Level.WARNING, "{0}: {1}{2}", connection, LogText.of(fault), suffix);
    }
}
