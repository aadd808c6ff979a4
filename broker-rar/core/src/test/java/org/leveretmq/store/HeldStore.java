package org.leveretmq.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.durability.InMemoryStore;
import org.leveretmq.message.Message;

/**
 * Keeps everything in memory, though it counts as one that does not, but commits only when the test lets it, and fails when the test says so. Any
 * thread.
 */
public final class HeldStore implements MessageStore {
    private final InMemoryStore kept = new InMemoryStore();
    private final List<List<StoreOperation>> commits = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore permits = new Semaphore(0);
    private volatile boolean holding;
    private volatile @Nullable String failure;
    private volatile String lastCommitter = "";
    private volatile Predicate<StoreOperation> unacceptable = operation -> false;

    /** From now on commits wait. */
    public void hold() {
        holding = true;
    }

    /** One commit that waits, or the next one, goes on. */
    public void releaseOne() {
        permits.release();
    }

    /** Commits wait no more. */
    public void release() {
        holding = false;
        permits.release(1_000);
    }

    /** From now on commits fail. */
    public void fail(String reason) {
        failure = reason;
    }

    /** From now on commits with such an operation are refused. */
    public void refuse(Predicate<StoreOperation> operations) {
        unacceptable = operations;
    }

    /** From now on commits succeed. */
    public void work() {
        failure = null;
    }

    /** Commits that wait. */
    public int waiting() {
        return waiting.get();
    }

    /** The name of the thread that has committed last, or is about to. */
    public String lastCommitter() {
        return lastCommitter;
    }

    /** What was committed, one list for each commit. */
    public List<List<StoreOperation>> commits() {
        return commits;
    }

    @Override
    public void commit(List<StoreOperation> operations) throws StoreException {
        lastCommitter = Thread.currentThread().getName();
        if (holding) {
            waiting.incrementAndGet();
            permits.acquireUninterruptibly();
            waiting.decrementAndGet();
        }
        String reason = failure;
        if (reason != null) {
            throw new StoreException(reason, null);
        }
        if (operations.stream().anyMatch(unacceptable)) {
            throw StoreException.refused("does not fit", null);
        }
        kept.commit(operations);
        commits.add(List.copyOf(operations));
    }

    @Override
    public String description() {
        return "held by a test";
    }

    @Override
    public void open() {
        kept.open();
    }

    @Override
    public RecoveryReport recover(RecoveryVisitor visitor) throws StoreException {
        return kept.recover(visitor);
    }

    @Override
    public Map<EntryKey, Message> read(Collection<EntryKey> homes) throws StoreException {
        return kept.read(homes);
    }

    @Override
    public boolean takesHeap() {
        return false;
    }

    @Override
    public void close() {
        kept.close();
    }
}
