package org.leveretmq.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import javax.transaction.xa.XAException;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredSettlement;
import org.leveretmq.vhost.Firehose;
import org.leveretmq.vhost.Recovery;
import org.leveretmq.vhost.VirtualHost;

/**
 * The transaction branches of a broker that have a name, in all its virtual hosts. Any thread; what is asked of a branch is done on its virtual
 * host's loop, and the future fails with a {@link BranchException} if it cannot be done.
 */
public final class Branches {
    private final ConcurrentHashMap<BranchId, Branch> named = new ConcurrentHashMap<>();
    private final AtomicLong storedIds = new AtomicLong(1);
    private final Scheduler scheduler;

    /** None yet. */
    public Branches(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Begins a branch that no transaction manager knows; it has one phase. */
    public Branch begin(VirtualHost host, String user) {
        return new Branch(null, host, user, 0, scheduler.now(), () -> {});
    }

    /**
     * Begins a branch.
     *
     * @param timeout after this time it is rolled back, unless it is prepared; zero for never
     * @throws BranchException if there is one of this name
     */
    public Branch begin(BranchId id, VirtualHost host, String user, Duration timeout) {
        Branch branch =
                new Branch(id, host, user, storedIds.getAndIncrement(), scheduler.now(), () -> named.remove(id));
        if (named.putIfAbsent(id, branch) != null) {
            throw new BranchException(XAException.XAER_DUPID, "There is a transaction branch " + id + " already");
        }
        if (!timeout.isZero()) {
            branch.timer(scheduler.schedule(timeout, () -> host.loop().execute(branch::timeOut)));
        }
        return branch;
    }

    /** A branch that has not ended. @throws BranchException if there is none of this name */
    public Branch require(BranchId id) {
        Branch branch = named.get(id);
        if (branch == null) {
            throw BranchException.unknown(id);
        }
        return branch;
    }

    /** Whether there is a branch of this name that has not ended. */
    public boolean known(BranchId id) {
        return named.containsKey(id);
    }

    /** The named branches that have not ended, oldest first. */
    public List<Branch> all() {
        List<Branch> all = new ArrayList<>(named.values());
        all.sort(Comparator.comparing(Branch::since));
        return all;
    }

    /** What transaction managers have to be told of: branches that are prepared, or were decided by an administrator. */
    public List<BranchId> inDoubt() {
        List<BranchId> ids = new ArrayList<>();
        named.forEach((id, branch) -> {
            if (branch.state() == BranchState.PREPARED || branch.state().heuristic()) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Makes a branch durable; true if it held nothing, so that it is over. */
    public CompletableFuture<Boolean> prepare(BranchId id) {
        return ask(id, Branch::prepare);
    }

    /** Commits a branch, in one phase or, if it is prepared, in the second. */
    public CompletableFuture<Boolean> commit(BranchId id, boolean onePhase) {
        return ask(id, (branch, done) -> branch.commit(onePhase, done));
    }

    /** Rolls a branch back. */
    public CompletableFuture<Boolean> rollback(BranchId id) {
        return ask(id, Branch::rollback);
    }

    /** Forgets a branch that was decided by an administrator. */
    public CompletableFuture<Boolean> forget(BranchId id) {
        return ask(id, Branch::forget);
    }

    /** Decides a prepared branch without its transaction manager; what was decided is remembered until it is forgotten. */
    public CompletableFuture<Boolean> completeHeuristically(BranchId id, boolean commit) {
        return ask(id, (branch, done) -> branch.complete(commit, done));
    }

    /** Commits a branch without a name. */
    public CompletableFuture<Boolean> commit(Branch branch) {
        return ask(branch, (asked, done) -> asked.commit(true, done));
    }

    /** Rolls a branch back, whether it has a name or not. */
    public CompletableFuture<Boolean> rollback(Branch branch) {
        return ask(branch, Branch::rollback);
    }

    /** Whoever has begun the branch is gone: it is rolled back if it was not prepared. */
    public void abandon(Branch branch) {
        branch.host().loop().execute(branch::abandon);
    }

    private CompletableFuture<Boolean> ask(BranchId id, BiConsumer<Branch, CompletableFuture<Boolean>> question) {
        Branch branch = named.get(id);
        return branch == null ? CompletableFuture.failedFuture(BranchException.unknown(id)) : ask(branch, question);
    }

    private static CompletableFuture<Boolean> ask(
            Branch branch, BiConsumer<Branch, CompletableFuture<Boolean>> question) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        branch.host().loop().execute(() -> {
            try {
                if (branch.state() == BranchState.ENDED) {
                    throw new BranchException(XAException.XAER_NOTA, branch + " is over");
                }
                question.accept(branch, answer);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** A branch is there again after a restart; before the loops run. */
    public void restore(Recovery.PreparedBranch prepared) {
        StoredBranch stored = prepared.stored();
        BranchId id = new BranchId(stored.formatId(), stored.globalTransactionId(), stored.branchQualifier());
        storedIds.accumulateAndGet(stored.id() + 1, Math::max);
        Branch branch = new Branch(
                id,
                prepared.host(),
                stored.user(),
                stored.id(),
                Instant.ofEpochMilli(stored.preparedAtMillis()),
                () -> named.remove(id));
        branch.restore(
                operations(prepared),
                switch (stored.outcome()) {
                    case IN_DOUBT -> BranchState.PREPARED;
                    case HEURISTICALLY_COMMITTED -> BranchState.HEURISTICALLY_COMMITTED;
                    case HEURISTICALLY_ROLLED_BACK -> BranchState.HEURISTICALLY_ROLLED_BACK;
                });
        named.put(id, branch);
    }

    private static List<Operation> operations(Recovery.PreparedBranch prepared) {
        VirtualHost host = prepared.host();
        Firehose.Tap tap = new Firehose.Tap("recovered", 0, prepared.stored().user());
        List<Operation> operations = new ArrayList<>();
        for (StoredSettlement settlement : prepared.stored().settlements()) {
            QueueEntry entry = prepared.held().get(settlement.key());
            if (entry != null) {
                operations.add(new SettleOperation(host, entry, settlement.kind(), () -> {}));
            }
        }
        for (StoredBranch.HeldMessage held : prepared.stored().messages()) {
            operations.add(new PublishOperation(host, held.message(), held.mandatory(), tap, unroutable -> {}));
        }
        return operations;
    }

    /** The virtual host is gone with all its branches. */
    public void forgetAll(VirtualHost host) {
        named.values().removeIf(branch -> {
            boolean gone = branch.host() == host;
            if (gone) {
                host.loop().execute(branch::forget);
            }
            return gone;
        });
    }
}
