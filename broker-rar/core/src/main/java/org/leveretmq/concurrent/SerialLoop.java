package org.leveretmq.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other, in the order they were posted, on whichever thread is at hand.
 *
 * <p>The thread that posts to an idle loop runs the task itself (one compare-and-set, no hand-over). A thread that posts to a
 * busy loop leaves the task to the thread that is running it. A turn ends after a bounded number of tasks; then the listeners
 * registered by {@link #atEndOfTurn} run, and what is left is handed to the worker pool, so that a posting thread is never
 * kept for long. Everything that tasks touch is published safely from one runner to the next.
 */
public final class SerialLoop implements Executor {
    /** When an end-of-turn listener runs: settlements first, so that what they send is flushed in the same turn. */
    public enum Phase {
        /** Confirms and group commits. */
        SETTLE,
        /** Outbound batches with answers, which clients wait for. */
        FLUSH_ANSWERS,
        /** Other outbound batches. */
        FLUSH
    }

    private static final Logger LOGGER = System.getLogger(SerialLoop.class.getName());
    private static final int TASKS_PER_TURN = 32;
    private static final int IDLE = 0;
    private static final int RUNNING = 1;

    private final String name;
    private final Executor workers;
    private final MpscUnboundedArrayQueue<Runnable> mailbox = new MpscUnboundedArrayQueue<>(256);
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final List<Queue<Runnable>> listeners = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
    private volatile @Nullable Thread runner;

    /** A loop whose longer runs go to the given workers. The name is for log lines and error texts. */
    public SerialLoop(String name, Executor workers) {
        this.name = name;
        this.workers = workers;
    }

    /** Posts a task; any thread. Runs it before returning if the loop is idle. */
    @Override
    public void execute(Runnable task) {
        mailbox.offer(task);
        if (state.get() == IDLE && state.compareAndSet(IDLE, RUNNING)) {
            run();
        }
    }

    /** Posts a task; any thread. Never runs it on the calling thread, but on a worker if the loop is idle. */
    public void hand(Runnable task) {
        mailbox.offer(task);
        if (state.get() == IDLE && state.compareAndSet(IDLE, RUNNING) && !handOver()) {
            run();
        }
    }

    /**
     * Runs nothing from now on until {@link #release}: what is posted waits, so that another thread can set up what the loop will own. Before anything
     * is posted.
     */
    public void hold() {
        if (!state.compareAndSet(IDLE, RUNNING)) {
            throw new IllegalStateException(name + " is in use");
        }
    }

    /** Ends a {@link #hold}; the thread that has held it must not touch anything of the loop any more. */
    public void release() {
        if (!handOver()) {
            run();
        }
    }

    /**
     * Runs the step now, and again in tasks of their own as long as it returns true, so that long work leaves room for others. Confined to
     * the loop.
     */
    public void inSteps(BooleanSupplier step) {
        if (step.getAsBoolean()) {
            execute(() -> inSteps(step));
        }
    }

    /**
     * Runs the listener once, when the current turn ends. Confined to the loop. A listener may register others, which run in the same turn.
     */
    public void atEndOfTurn(Phase phase, Runnable listener) {
        listeners.get(phase.ordinal()).add(listener);
    }

    /** Whether the calling thread is the one that runs the loop now. */
    public boolean isCurrentRunner() {
        return runner == Thread.currentThread();
    }

    /** Checks the confinement that the documentation of loop-confined types promises. */
    public void requireRunner() {
        if (!isCurrentRunner()) {
            throw new IllegalStateException(name + ": not on the loop, but on " + Thread.currentThread());
        }
    }

    private void run() {
        while (true) {
            runner = Thread.currentThread();
            boolean more = turn();
            runner = null;
            if (more && handOver()) {
                return;
            }
            if (!more) {
                state.set(IDLE);
                if (mailbox.isEmpty() || !state.compareAndSet(IDLE, RUNNING)) {
                    return;
                }
            }
        }
    }

    private boolean handOver() {
        try {
            workers.execute(this::run);
            return true;
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "{0}: the workers have stopped; the posting thread goes on", name);
            return false;
        }
    }

    private boolean turn() {
        for (int i = 0; i < TASKS_PER_TURN; i++) {
            Runnable task = mailbox.poll();
            if (task == null) {
                break;
            }
            runSafely(task);
        }
        runListeners();
        return !mailbox.isEmpty();
    }

    private void runListeners() {
        for (Runnable next = nextListener(); next != null; next = nextListener()) {
            runSafely(next);
        }
    }

    private @Nullable Runnable nextListener() {
        for (Queue<Runnable> phase : listeners) {
            if (!phase.isEmpty()) {
                return phase.remove();
            }
        }
        return null;
    }

    private void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, name + ": unforeseen failure of a task; the loop goes on", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
