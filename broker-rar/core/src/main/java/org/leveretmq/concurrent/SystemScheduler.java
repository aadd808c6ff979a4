package org.leveretmq.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The scheduler of a running broker: the system clocks and one daemon thread. */
public final class SystemScheduler implements Scheduler, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(SystemScheduler.class.getName());

    /** Longer delays do not fit into nanoseconds; who asks for one looks at the clock again when it fires. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ScheduledThreadPoolExecutor timer;

    /** Starts no thread before the first task is scheduled. */
    public SystemScheduler(String threadName) {
        timer = new ScheduledThreadPoolExecutor(1, new NamedThreadFactory(threadName));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        try {
            long nanos = delay.compareTo(LONGEST) < 0 ? delay.toNanos() : LONGEST.toNanos();
            Future<?> future = timer.schedule(() -> runLogged(task), nanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The broker is stopping; a timer is not started");
            return () -> {};
        }
    }

    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "Unforeseen failure of a timer", e);
        }
    }

    /** Forgets what is scheduled and ends the thread. */
    @Override
    public void close() {
        ThreadStops.stop(timer);
    }
}
