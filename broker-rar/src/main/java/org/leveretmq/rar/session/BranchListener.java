package org.leveretmq.rar.session;

import org.leveretmq.embedded.TransactionBranch;

/** Told where the work of a session belongs to. Called by the thread that uses the session. */
public interface BranchListener {
    /** Nobody wants to know. */
    BranchListener NONE = new BranchListener() {
        @Override
        public void entered(TransactionBranch branch) {}

        @Override
        public void left(TransactionBranch branch, boolean suspended) {}
    };

    /** Work belongs to this branch from now on. */
    void entered(TransactionBranch branch);

    /**
     * Work does not belong to this branch any longer.
     *
     * @param suspended whether it may come back
     */
    void left(TransactionBranch branch, boolean suspended);
}
