package org.leveretmq.api.management;

/**
 * Counts of transactions. The first three only ever grow while the broker runs, the others are what there is now.
 *
 * @param commits transactions that have taken effect
 * @param rollbacks transactions that were rolled back, by whoever has begun them, with their session, or because their time was over
 * @param failed transactions that could not be committed, because the store has failed, and were undone
 * @param active transactions that hold operations or wait for their outcome
 * @param inDoubt those of the active ones that are prepared and wait for their transaction manager
 * @param heuristic branches that an administrator has decided and whose transaction manager does not know yet
 */
public record TransactionTotals(long commits, long rollbacks, long failed, long active, long inDoubt, long heuristic) {
    /** No transactions at all. */
    public static final TransactionTotals NONE = new TransactionTotals(0, 0, 0, 0, 0, 0);

    /** The sums of this and another virtual host's totals. */
    public TransactionTotals plus(TransactionTotals other) {
        return new TransactionTotals(
                commits + other.commits,
                rollbacks + other.rollbacks,
                failed + other.failed,
                active + other.active,
                inDoubt + other.inDoubt,
                heuristic + other.heuristic);
    }
}
