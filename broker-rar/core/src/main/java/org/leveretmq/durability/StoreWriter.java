package org.leveretmq.durability;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.WaitingThreads;
import org.leveretmq.concurrent.Workers;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/**
 * Commits to a store, one commit at a time: on a thread of its own, or on the thread of a client that waits for nothing else. Groups that wait while a
 * commit runs, of whichever virtual host, go into the next commit together; if the store refuses such a commit, each group is committed alone, so that
 * none fails for another's sake. Closes the publish gate while more than a bounded number of bytes waits, and while the store fails, but not for a
 * refusal. A commit of which the store cannot say whether it has happened is tried again until it can.
 */
public final class StoreWriter implements AutoCloseable {
    /** Told once, on the thread that has committed, what became of a group. */
    interface Listener {
        void committed();

        /** None of it has happened; {@link StoreException#refused()} if it would be in vain to try it again. */
        void failed(StoreException failure);
    }

    private record Submission(List<StoreOperation> operations, long bytes, Listener listener) {}

    /** What is committed together. */
    private record Group(List<Submission> submissions, List<StoreOperation> operations) {}

    private static final Logger LOGGER = System.getLogger(StoreWriter.class.getName());
    private static final long HIGH_MARK_BYTES = 64L << 20;
    private static final int OPERATION_BYTES = 100;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final MessageStore store;
    private final PublishGate gate;
    private final Scheduler scheduler;
    private final Workers thread;
    private final ConcurrentLinkedQueue<Submission> submissions = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicInteger waitingGroups = new AtomicInteger();
    private volatile StoreActivity activity = StoreActivity.NONE;
    private volatile WaitingThreads waitingThreads = WaitingThreads.NONE;
    /** Held by who commits, and for all that follows here but what is volatile. */
    private final ReentrantLock turn = new ReentrantLock();

    private @Nullable Group inDoubt;
    /** What was refused together, and is to be committed one by one before anything else. */
    private final Queue<Submission> divided = new ArrayDeque<>();

    private boolean failing;
    private volatile boolean closed;

    /** A writer for an open, recovered store. Its thread comes and goes with the work. */
    public StoreWriter(MessageStore store, PublishGate gate, Scheduler scheduler, String threadName) {
        this.store = store;
        this.gate = gate;
        this.scheduler = scheduler;
        this.thread = new Workers(threadName, 1);
    }

    /** From now on a thread that only waits for the store commits itself. */
    public void waitingThreads(WaitingThreads source) {
        waitingThreads = source;
    }

    /** Commits the operations with the next group; any thread. */
    void commit(List<StoreOperation> operations, Listener listener) {
        Submission submission = new Submission(operations, bytesOf(operations), listener);
        waitingGroups.incrementAndGet();
        submissions.add(submission);
        if (waitingBytes.addAndGet(submission.bytes) > HIGH_MARK_BYTES) {
            gate.close(PublishGate.Reason.STORE_BACKLOG);
        }
        if (!waitingThreads.doesItself(this::commitOnce)) {
            wake();
        }
    }

    private void wake() {
        try {
            thread.execute(this::commitWaiting);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The store is closed; what comes now is not stored", e);
        }
    }

    private void commitWaiting() {
        turn.lock();
        try {
            for (Group group = nextGroup(); !group.submissions.isEmpty(); group = nextGroup()) {
                if (!commit(group)) {
                    return;
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** On a thread of which nobody knows what it will have to do after the next commit. */
    private void commitOnce() {
        if (!turn.tryLock()) {
            wake();
            return;
        }
        boolean more;
        try {
            Group group = nextGroup();
            more = !group.submissions.isEmpty() && commit(group) && (!submissions.isEmpty() || !divided.isEmpty());
        } finally {
            turn.unlock();
        }
        if (more) {
            wake();
        }
    }

    private Group nextGroup() {
        Group open = inDoubt;
        if (open != null) {
            return open;
        }
        Submission alone = divided.poll();
        if (alone != null) {
            return new Group(List.of(alone), alone.operations);
        }
        Group group = new Group(new ArrayList<>(), new ArrayList<>());
        for (Submission next = submissions.poll(); next != null; next = submissions.poll()) {
            group.submissions.add(next);
            group.operations.addAll(next.operations);
        }
        return group;
    }

    /** Returns whether it is known what became of the group. */
    private boolean commit(Group group) {
        StoreException failure = commitNow(group.operations);
        if (failure != null && failure.outcomeUnknown()) {
            // Neither a confirm nor a nack would be the truth: whoever waits for the group waits on.
            inDoubt = group;
            scheduler.schedule(RETRY_DELAY, this::tryAgain);
            return false;
        }
        inDoubt = null;
        if (failure != null && failure.refused() && group.submissions.size() > 1) {
            divided.addAll(group.submissions);
            return true;
        }
        long bytes = group.submissions.stream().mapToLong(Submission::bytes).sum();
        if (waitingBytes.addAndGet(-bytes) < HIGH_MARK_BYTES / 2) {
            gate.open(PublishGate.Reason.STORE_BACKLOG);
        }
        waitingGroups.addAndGet(-group.submissions.size());
        for (Submission submission : group.submissions) {
            if (failure == null) {
                submission.listener.committed();
            } else {
                submission.listener.failed(failure);
            }
        }
        return true;
    }

    private void tryAgain() {
        if (!closed) {
            wake();
        }
    }

    /**
     * Finds out whether a store that has failed works again, if nobody else does: publishers wait until it is known. Any thread.
     */
    void tryStore() {
        if (closed) {
            return;
        }
        thread.execute(() -> {
            turn.lock();
            try {
                if (failing && inDoubt == null && submissions.isEmpty()) {
                    commitNow(List.of());
                }
                if (failing && inDoubt == null) {
                    scheduler.schedule(RETRY_DELAY, this::tryStore);
                }
            } finally {
                turn.unlock();
            }
        });
    }

    private @Nullable StoreException commitNow(List<StoreOperation> operations) {
        long began = scheduler.nanoTime();
        try {
            store.commit(operations);
            activity = activity.committed(operations.size(), since(began));
            if (failing) {
                failing = false;
                gate.open(PublishGate.Reason.STORE_FAILED);
                LOGGER.log(Level.INFO, "The store ({0}) works again", store.description());
            }
            return null;
        } catch (StoreException | RuntimeException | Error e) {
            StoreException failure =
                    e instanceof StoreException known ? known : new StoreException(String.valueOf(e.getMessage()), e);
            if (failure.refused()) {
                activity = activity.refused(since(began));
                tryLater();
                return failure;
            }
            activity = activity.failed(since(began));
            if (!failing) {
                failing = true;
                gate.close(PublishGate.Reason.STORE_FAILED);
                LOGGER.log(Level.ERROR, "The store (" + store.description() + ") has failed; publishers wait", e);
            }
            return failure;
        }
    }

    /** After a refusal it is still to be found out whether a store that has failed works again. */
    private void tryLater() {
        if (failing) {
            scheduler.schedule(RETRY_DELAY, this::tryStore);
        }
    }

    private Duration since(long beganAtNanos) {
        return Duration.ofNanos(scheduler.nanoTime() - beganAtNanos);
    }

    /** What it has done; any thread. */
    public StoreActivity activity() {
        return activity;
    }

    /** How many submissions were not committed yet; any thread. */
    public int pendingGroups() {
        return waitingGroups.get();
    }

    /** How many bytes were not committed yet, roughly; any thread. */
    public long pendingBytes() {
        return waitingBytes.get();
    }

    private static long bytesOf(List<StoreOperation> operations) {
        long bytes = 0;
        for (StoreOperation operation : operations) {
            bytes += operation instanceof StoreOperation.InsertMessage insert
                    ? insert.message().footprintBytes()
                    : OPERATION_BYTES;
        }
        return bytes;
    }

    /** Commits what waits and ends the thread; the store stays open. */
    @Override
    public void close() {
        wake();
        thread.close();
        closed = true;
    }
}
