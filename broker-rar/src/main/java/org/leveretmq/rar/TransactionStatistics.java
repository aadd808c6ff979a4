package org.leveretmq.rar;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.leveretmq.api.management.BranchInfo;
import org.leveretmq.api.management.TransactionAdministration;

/** Answers JMX about the transactions of a running broker. */
record TransactionStatistics(TransactionAdministration transactions) implements TransactionsMXBean {
    @Override
    public long getCommits() {
        return transactions.totals().commits();
    }

    @Override
    public long getRollbacks() {
        return transactions.totals().rollbacks();
    }

    @Override
    public long getFailed() {
        return transactions.totals().failed();
    }

    @Override
    public long getActive() {
        return transactions.totals().active();
    }

    @Override
    public long getInDoubt() {
        return transactions.totals().inDoubt();
    }

    @Override
    public long getHeuristic() {
        return transactions.totals().heuristic();
    }

    @Override
    public List<String> getBranches() {
        return transactions.branches().stream()
                .map(branch -> branch.id() + " " + branch.state() + " since " + branch.since() + " in "
                        + branch.virtualHost() + ": " + branch.operations() + " operations"
                        + (branch.user().isEmpty() ? "" : " of " + branch.user()))
                .toList();
    }

    @Override
    public List<String> getInDoubtBranches() {
        return names(branch -> branch.state().equals("PREPARED"));
    }

    @Override
    public List<String> getHeuristicBranches() {
        return names(branch -> branch.state().startsWith("HEURISTICALLY"));
    }

    private List<String> names(Predicate<BranchInfo> wanted) {
        return transactions.branches().stream()
                .filter(wanted)
                .map(BranchInfo::id)
                .toList();
    }

    @Override
    public void commit(String branch) {
        change(transactions::commit, branch);
    }

    @Override
    public void rollBack(String branch) {
        change(transactions::rollBack, branch);
    }

    @Override
    public void forget(String branch) {
        change(transactions::forget, branch);
    }

    private static void change(Consumer<String> change, String branch) {
        try {
            change.accept(branch.strip());
        } catch (NoSuchElementException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
