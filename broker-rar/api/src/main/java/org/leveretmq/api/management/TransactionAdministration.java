package org.leveretmq.api.management;

import java.util.List;
import java.util.Map;

/**
 * The transactions of a broker, and what can be done about those whose transaction manager does not come back. Any thread that may block.
 *
 * <p>Every method that changes something throws {@link IllegalArgumentException} if the name is malformed,
 * {@link java.util.NoSuchElementException} if there is no such branch, and {@link WrongStateException} if it is in another state, and {@link IllegalStateException} if the store
 * fails.
 */
public interface TransactionAdministration {
    /** The counts of all virtual hosts together. */
    TransactionTotals totals();

    /** The counts by virtual host. */
    Map<String, TransactionTotals> totalsByVirtualHost();

    /** The branches of transaction managers that have not ended, oldest first. */
    List<BranchInfo> branches();

    /**
     * Commits a prepared branch without its transaction manager, which is told when it asks and may find that its transaction has different
     * outcomes. The branch is remembered until it is forgotten.
     *
     * @param id see {@link BranchInfo#id}
     */
    void commit(String id);

    /** Rolls a prepared branch back without its transaction manager; otherwise as {@link #commit}. */
    void rollBack(String id);

    /** Forgets a branch that was decided by {@link #commit} or {@link #rollBack}: nobody asks for it any more. */
    void forget(String id);
}
