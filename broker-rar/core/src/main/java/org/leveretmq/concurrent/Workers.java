package org.leveretmq.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A small pool of daemon threads for work that must not run on an event loop; idle threads go after 10 seconds. */
public final class Workers implements Executor, AutoCloseable {
    private final ThreadPoolExecutor pool;

    /** A pool of at most the given number of threads, named {@code <name>-1} and so on. */
    public Workers(String name, int threads) {
        pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new NamedThreadFactory(name));
        pool.allowCoreThreadTimeOut(true);
    }

    /** Runs the task on one of the threads. @throws java.util.concurrent.RejectedExecutionException after {@link #close} */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Lets what was posted finish, for at most 5 seconds, then interrupts it. */
    @Override
    public void close() {
        ThreadStops.stop(pool);
    }
}
