package org.leveretmq.admin.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BranchInfo;
import org.leveretmq.api.management.TransactionTotals;

/** Counts of transactions, and the branches of transaction managers. */
public final class TransactionView {
    private TransactionView() {}

    /** The counts with the branches that have not ended. */
    public static Map<String, @Nullable Object> of(TransactionTotals totals, List<BranchInfo> branches) {
        return new Fields()
                .with("committed", totals.commits())
                .with("rolled_back", totals.rollbacks())
                .with("failed", totals.failed())
                .with("active", totals.active())
                .with("in_doubt", totals.inDoubt())
                .with("heuristic", totals.heuristic())
                .with("branches", branches.stream().map(TransactionView::branch).toList())
                .map();
    }

    private static Map<String, @Nullable Object> branch(BranchInfo branch) {
        return new Fields()
                .with("id", branch.id())
                .with("vhost", branch.virtualHost())
                .with("user", branch.user())
                .with("format_id", branch.formatId())
                .with("global_transaction_id", branch.globalTransactionId())
                .with("branch_qualifier", branch.branchQualifier())
                .with("state", branch.state().toLowerCase(Locale.ROOT))
                .with("operations", branch.operations())
                .with("since", Fields.moment(branch.since()))
                .map();
    }
}
