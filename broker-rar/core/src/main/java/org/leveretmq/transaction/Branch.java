package org.leveretmq.transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.durability.Completion;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.vhost.VirtualHost;

/**
 * A transaction branch (X/Open XA): operations that wait for a transaction manager, in one phase or two.
 *
 * <pre>
 *   ACTIVE ── prepare ──▶ PREPARED ── commit, rollback ──▶ ENDED
 *     │ │                    │                               ▲
 *     │ └── commit, rollback, nothing to do ─────────────────┤
 *     └── time is over ──▶ TIMED_OUT ── told ────────────────┤
 *                            │                               │
 *                            └ by an administrator ──▶ COMMITTED or ROLLED_BACK heuristically ── forget
 * </pre>
 *
 * While the store is asked, it is busy and refuses everything with {@link XAException#XAER_RMFAIL}: ask again. Confined to the virtual host's
 * loop, but for what describes it.
 */
public final class Branch {
    private final @Nullable BranchId id;
    private final VirtualHost host;
    private final String user;
    private final long storedId;
    private final TransactionExecutor executor;
    private final TransactionStore store;
    private final List<Operation> operations = new ArrayList<>();
    private final Runnable ended;
    private Scheduler.@Nullable Timer timer;
    private boolean busy;
    private volatile boolean rollbackOnly;
    private volatile BranchState state = BranchState.ACTIVE;
    private volatile Instant since;
    private volatile int size;

    /**
     * An active branch.
     *
     * @param id its name, null if it knows no transaction manager
     * @param storedId its id in the store, if it is ever prepared
     * @param ended run on the loop when it is over
     */
    Branch(@Nullable BranchId id, VirtualHost host, String user, long storedId, Instant since, Runnable ended) {
        this.id = id;
        this.host = host;
        this.user = user;
        this.storedId = storedId;
        this.since = since;
        this.ended = ended;
        this.store = new JournalTransactions(host.journal());
        this.executor = new TransactionExecutor(store);
    }

    /** Its name; any thread. @throws IllegalStateException if it has none, because no transaction manager knows it */
    public BranchId name() {
        if (id == null) {
            throw new IllegalStateException("No transaction manager knows this transaction branch");
        }
        return id;
    }

    /** The virtual host of all its operations; any thread. */
    public VirtualHost host() {
        return host;
    }

    /** Who has begun it; any thread. */
    public String user() {
        return user;
    }

    /** When it came into its state; any thread. */
    public Instant since() {
        return since;
    }

    /** Where it stands; any thread. */
    public BranchState state() {
        return state;
    }

    /** The operations it holds; any thread. */
    public int size() {
        return size;
    }

    /** It can only be rolled back from now on; any thread. */
    public void rollbackOnly() {
        rollbackOnly = true;
    }

    void timer(Scheduler.Timer untilTimeOut) {
        timer = untilTimeOut;
    }

    /** It was prepared before a restart, or decided by an administrator. */
    void restore(List<Operation> held, BranchState restored) {
        operations.addAll(held);
        held.forEach(Operation::held);
        size = operations.size();
        state = restored;
        if (restored == BranchState.PREPARED) {
            host.transactions().began();
        }
    }

    /** Checks that it takes operations. @throws BranchException if not */
    public void requireActive() {
        if (busy || state != BranchState.ACTIVE) {
            throw new BranchException(
                    state == BranchState.TIMED_OUT ? XAException.XA_RBTIMEOUT : XAException.XAER_PROTO,
                    this + " takes no operations any more");
        }
    }

    /** Holds an operation. @throws BranchException if it takes none any more */
    public void hold(Operation operation) {
        requireActive();
        if (operations.isEmpty()) {
            host.transactions().began();
        }
        operations.add(operation);
        operation.held();
        size = operations.size();
    }

    /** Makes it durable; true if there was nothing to do, so that it is over. */
    void prepare(CompletableFuture<Boolean> vote) {
        requireIdle();
        requireNotTimedOut();
        requireState(BranchState.ACTIVE);
        stopTimer();
        if (rollbackOnly) {
            undo();
            throw rolledBack("it was marked for rollback");
        }
        if (operations.isEmpty()) {
            end();
            vote.complete(true);
            return;
        }
        AtomicWrites writes = store.begin();
        writes.change(new StoreOperation.PutBranch(toStore()));
        busy = true;
        store.commit(writes, new Completion() {
            @Override
            public void stored() {
                become(BranchState.PREPARED);
                vote.complete(false);
            }

            @Override
            public void failed(String reason) {
                busy = false;
                host.transactions().failed();
                undoOperations();
                end();
                vote.completeExceptionally(rolledBack("the store has failed: " + reason));
            }
        });
    }

    private StoredBranch toStore() {
        BranchId named = name();
        BranchContents contents = new BranchContents();
        operations.forEach(operation -> operation.describe(contents));
        return new StoredBranch(
                storedId,
                host.name(),
                named.formatId(),
                named.globalTransactionId(),
                named.branchQualifier(),
                user,
                host.now().toEpochMilli(),
                StoredBranch.Outcome.IN_DOUBT,
                contents.messages(),
                contents.settlements());
    }

    /** Has everything take effect. */
    void commit(boolean onePhase, CompletableFuture<Boolean> done) {
        requireIdle();
        tellHeuristic();
        if (onePhase) {
            requireNotTimedOut();
        }
        requireState(onePhase ? BranchState.ACTIVE : BranchState.PREPARED);
        stopTimer();
        if (onePhase && rollbackOnly) {
            undo();
            throw rolledBack("it was marked for rollback");
        }
        if (operations.isEmpty() && onePhase) {
            end();
            done.complete(true);
            return;
        }
        List<StoreOperation> changes = onePhase ? List.of() : List.of(new StoreOperation.RemoveBranch(storedId));
        apply(changes, onePhase, BranchState.ENDED, done);
    }

    private void apply(
            List<StoreOperation> changes, boolean undoneOnFailure, BranchState then, CompletableFuture<Boolean> done) {
        busy = true;
        executor.commit(operations, changes, new Completion() {
            @Override
            public void stored() {
                host.transactions().committed();
                operations.clear();
                become(then);
                done.complete(true);
            }

            @Override
            public void failed(String reason) {
                busy = false;
                if (undoneOnFailure) {
                    host.transactions().failed();
                    undoOperations();
                    end();
                    done.completeExceptionally(rolledBack("the store has failed: " + reason));
                } else {
                    done.completeExceptionally(storeFailed(reason));
                }
            }
        });
    }

    /** Undoes everything. */
    void rollback(CompletableFuture<Boolean> done) {
        requireIdle();
        tellHeuristic();
        stopTimer();
        if (state == BranchState.PREPARED) {
            decide(new StoreOperation.RemoveBranch(storedId), BranchState.ENDED, done);
            return;
        }
        if (state == BranchState.TIMED_OUT) {
            end();
        } else {
            requireState(BranchState.ACTIVE);
            undo();
        }
        done.complete(true);
    }

    private void decide(StoreOperation change, BranchState then, CompletableFuture<Boolean> done) {
        busy = true;
        AtomicWrites writes = store.begin();
        writes.change(change);
        store.commit(writes, new Completion() {
            @Override
            public void stored() {
                if (state == BranchState.PREPARED) {
                    host.transactions().rolledBack();
                    undoOperations();
                }
                become(then);
                done.complete(true);
            }

            @Override
            public void failed(String reason) {
                busy = false;
                done.completeExceptionally(storeFailed(reason));
            }
        });
    }

    /** An administrator decides, since the transaction manager does not. */
    void complete(boolean commit, CompletableFuture<Boolean> done) {
        requireIdle();
        requireState(BranchState.PREPARED);
        if (commit) {
            apply(
                    List.of(new StoreOperation.DecideBranch(storedId, StoredBranch.Outcome.HEURISTICALLY_COMMITTED)),
                    false,
                    BranchState.HEURISTICALLY_COMMITTED,
                    done);
        } else {
            decide(
                    new StoreOperation.DecideBranch(storedId, StoredBranch.Outcome.HEURISTICALLY_ROLLED_BACK),
                    BranchState.HEURISTICALLY_ROLLED_BACK,
                    done);
        }
    }

    /** Forgets what an administrator has decided. */
    void forget(CompletableFuture<Boolean> done) {
        requireIdle();
        if (!state.heuristic()) {
            throw new BranchException(XAException.XAER_PROTO, this + " was not decided by an administrator");
        }
        decide(new StoreOperation.RemoveBranch(storedId), BranchState.ENDED, done);
    }

    /** It was not prepared in time. */
    void timeOut() {
        if (state == BranchState.ACTIVE && !busy) {
            if (!operations.isEmpty()) {
                host.transactions().rolledBack();
            }
            undoOperations();
            become(BranchState.TIMED_OUT);
        }
    }

    /** Whoever has begun it is gone: it is rolled back if it was not prepared. */
    public void abandon() {
        if ((state == BranchState.ACTIVE || state == BranchState.TIMED_OUT) && !busy) {
            stopTimer();
            undo();
        }
    }

    /** Its virtual host is gone. */
    void forget() {
        operations.forEach(Operation::forget);
        operations.clear();
        stopTimer();
        end();
    }

    private void undo() {
        if (!operations.isEmpty()) {
            host.transactions().rolledBack();
        }
        undoOperations();
        end();
    }

    private void undoOperations() {
        for (int i = operations.size() - 1; i >= 0; i--) {
            operations.get(i).undo();
        }
        operations.clear();
        size = 0;
    }

    private void end() {
        become(BranchState.ENDED);
    }

    private void become(BranchState next) {
        busy = false;
        size = operations.size();
        since = host.now();
        state = next;
        if (next == BranchState.ENDED) {
            ended.run();
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void requireIdle() {
        if (busy) {
            throw new BranchException(XAException.XAER_RMFAIL, this + " waits for the store: ask again later");
        }
    }

    private void requireNotTimedOut() {
        if (state == BranchState.TIMED_OUT) {
            end();
            throw new BranchException(XAException.XA_RBTIMEOUT, this + " was not ended in time and is rolled back");
        }
    }

    private void requireState(BranchState required) {
        if (state != required) {
            throw new BranchException(
                    XAException.XAER_PROTO, this + " is " + state + ", but has to be " + required + " for this");
        }
    }

    private void tellHeuristic() {
        if (state == BranchState.HEURISTICALLY_COMMITTED) {
            throw new BranchException(XAException.XA_HEURCOM, this + " was committed by an administrator");
        } else if (state == BranchState.HEURISTICALLY_ROLLED_BACK) {
            throw new BranchException(XAException.XA_HEURRB, this + " was rolled back by an administrator");
        }
    }

    private BranchException rolledBack(String why) {
        return new BranchException(XAException.XA_RBROLLBACK, this + " is rolled back: " + why);
    }

    private BranchException storeFailed(String reason) {
        return new BranchException(
                XAException.XAER_RMFAIL, this + " stays as it was, since the store has failed: " + reason);
    }

    @Override
    public String toString() {
        return "Transaction branch " + (id == null ? "without a name" : id);
    }
}
