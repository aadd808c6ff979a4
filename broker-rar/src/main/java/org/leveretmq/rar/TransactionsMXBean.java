package org.leveretmq.rar;

import java.util.List;

/**
 * What JMX shows of a broker's transactions, and what an administrator can do about branches whose transaction manager does not come back;
 * registered in the platform MBean server as {@code org.leveretmq:type=Transactions,name="<broker name>"}. Any thread.
 *
 * <p>The name of a branch is {@code <format>:<global transaction>:<branch qualifier>}, the last two in hexadecimal digits. Operations throw
 * {@link IllegalArgumentException} if the name is malformed, and {@link IllegalStateException} if there is no such branch, or it is in another
 * state, or the store fails.
 */
public interface TransactionsMXBean {
    /** Transactions that have taken effect since the broker was started. */
    long getCommits();

    /** Transactions that were rolled back since the broker was started. */
    long getRollbacks();

    /** Transactions that could not be committed since the broker was started, and were undone. */
    long getFailed();

    /** Transactions that hold operations or wait for their outcome. */
    long getActive();

    /** Branches that are prepared and wait for their transaction manager. */
    long getInDoubt();

    /** Branches that an administrator has decided and whose transaction manager does not know yet. */
    long getHeuristic();

    /** The branches of transaction managers that have not ended, each as {@code <name> PREPARED since <time> in <virtual host>: 3 operations of <user>}. */
    List<String> getBranches();

    /** The names of the branches that are in doubt. */
    List<String> getInDoubtBranches();

    /** The names of the branches that an administrator has decided. */
    List<String> getHeuristicBranches();

    /**
     * Commits a branch that is in doubt, without its transaction manager. What else belongs to its transaction may have another outcome: only for
     * transaction managers that do not come back.
     */
    void commit(String branch);

    /** Rolls a branch back that is in doubt, without its transaction manager; see {@link #commit}. */
    void rollBack(String branch);

    /** Forgets a branch that an administrator has decided: its transaction manager will not be told. */
    void forget(String branch);
}
