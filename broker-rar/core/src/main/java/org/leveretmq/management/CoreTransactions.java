package org.leveretmq.management;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.transaction.xa.XAException;
import org.leveretmq.api.management.BranchInfo;
import org.leveretmq.api.management.TransactionAdministration;
import org.leveretmq.api.management.TransactionTotals;
import org.leveretmq.api.management.WrongStateException;
import org.leveretmq.transaction.Branch;
import org.leveretmq.transaction.BranchException;
import org.leveretmq.transaction.BranchId;
import org.leveretmq.transaction.BranchState;
import org.leveretmq.transaction.Branches;
import org.leveretmq.vhost.TransactionCounters;
import org.leveretmq.vhost.VirtualHost;

/** The transactions of a broker core. Any thread but a virtual host's loop. */
final class CoreTransactions implements TransactionAdministration {
    private record HostTotals(String name, TransactionTotals totals) {}

    private final Branches branches;
    private final Snapshots snapshots;

    CoreTransactions(Branches branches, Snapshots snapshots) {
        this.branches = branches;
        this.snapshots = snapshots;
    }

    @Override
    public TransactionTotals totals() {
        return totalsByVirtualHost().values().stream().reduce(TransactionTotals.NONE, TransactionTotals::plus);
    }

    @Override
    public Map<String, TransactionTotals> totalsByVirtualHost() {
        Map<String, TransactionTotals> byName = new LinkedHashMap<>();
        for (HostTotals host : snapshots.ofAll(this::totals)) {
            byName.put(host.name, host.totals);
        }
        return byName;
    }

    private HostTotals totals(VirtualHost host) {
        long inDoubt = 0;
        long heuristic = 0;
        for (Branch branch : branches.all()) {
            if (branch.host() == host) {
                inDoubt += branch.state() == BranchState.PREPARED ? 1 : 0;
                heuristic += branch.state().heuristic() ? 1 : 0;
            }
        }
        TransactionCounters counters = host.transactions();
        return new HostTotals(
                host.name(),
                new TransactionTotals(
                        counters.commits(),
                        counters.rollbacks(),
                        counters.failures(),
                        counters.active(),
                        inDoubt,
                        heuristic));
    }

    @Override
    public List<BranchInfo> branches() {
        return branches.all().stream().map(CoreTransactions::describe).toList();
    }

    private static BranchInfo describe(Branch branch) {
        BranchId id = branch.name();
        return new BranchInfo(
                id.toString(),
                branch.host().name(),
                branch.user(),
                id.formatId(),
                id.globalTransactionId(),
                id.branchQualifier(),
                branch.state().name(),
                branch.size(),
                branch.since());
    }

    @Override
    public void commit(String id) {
        await(branches.completeHeuristically(BranchId.parse(id), true));
    }

    @Override
    public void rollBack(String id) {
        await(branches.completeHeuristically(BranchId.parse(id), false));
    }

    @Override
    public void forget(String id) {
        await(branches.forget(BranchId.parse(id)));
    }

    private static void await(CompletableFuture<Boolean> answer) {
        try {
            answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the broker", e);
        } catch (ExecutionException e) {
            Throwable refusal = e.getCause();
            if (refusal instanceof BranchException branch && branch.errorCode() == XAException.XAER_NOTA) {
                throw (NoSuchElementException) new NoSuchElementException(branch.getMessage()).initCause(branch);
            }
            if (refusal instanceof BranchException branch && branch.errorCode() != XAException.XAER_RMFAIL) {
                throw new WrongStateException(String.valueOf(branch.getMessage()), branch);
            }
            throw new IllegalStateException(refusal == null ? "Unforeseen failure" : refusal.getMessage(), refusal);
        }
    }
}
