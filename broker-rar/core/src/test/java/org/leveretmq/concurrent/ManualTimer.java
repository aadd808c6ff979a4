package org.leveretmq.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A scheduler whose clock stands still, and whose tasks run when the test says so, whatever their delay. One thread. */
public final class ManualTimer implements Scheduler {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Runs the oldest task. */
    public void elapse() {
        tasks.remove().run();
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }
}
