package org.leveretmq.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scheduler of a running broker: the system clocks, one daemon thread, and for short delays the thread that asks. */
public final class SystemScheduler implements Scheduler, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(SystemScheduler.class.getName());

    /** Longer delays do not fit into nanoseconds; who asks for one looks at the clock again when it fires. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ScheduledThreadPoolExecutor timer;
    private volatile Supplier<@Nullable ScheduledExecutorService> callingThread = () -> null;

    /** Starts no thread before the first task is scheduled. */
    public SystemScheduler(String threadName) {
        timer = new ScheduledThreadPoolExecutor(1, new NamedThreadFactory(threadName));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** From now on {@link #scheduleHere} asks for the calling thread, as far as it can run tasks later; null if it cannot. */
    public void callingThread(Supplier<@Nullable ScheduledExecutorService> source) {
        callingThread = source;
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

    @Override
    public Timer scheduleHere(Duration delay, Runnable task) {
        ScheduledExecutorService here = callingThread.get();
        if (here == null || here.isShutdown()) {
            return schedule(delay, task);
        }
        Future<?> future = here.schedule(() -> runLogged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
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
