package org.leveretmq.concurrent;

import java.time.Duration;
import java.time.Instant;

/** The broker's only source of time; tests give it a clock that they move by hand. Any thread. */
public interface Scheduler {
    /** The wall clock, for timestamps that users see. */
    Instant now();

    /** The wall clock in milliseconds since the epoch, for deadlines. */
    default long currentTimeMillis() {
        return now().toEpochMilli();
    }

    /** A clock that never goes back, in nanoseconds, for measuring durations. */
    long nanoTime();

    /** Runs a short task after the delay; it should only post to a loop. The returned handle cancels it. */
    Timer schedule(Duration delay, Runnable task);

    /**
     * The same for a short delay that mostly turns out to be superfluous: if the calling thread waits for something by itself anyway, it runs the task, so
     * that no other thread wakes up for it. The task is lost if that thread ends before.
     */
    default Timer scheduleHere(Duration delay, Runnable task) {
        return schedule(delay, task);
    }

    /** A task that waits for its time. */
    interface Timer {
        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }
}
