package org.leveretmq.transaction;

/** Where a transaction branch stands. */
public enum BranchState {
    /** It takes operations. */
    ACTIVE,
    /** It survives a crash and waits for its outcome. */
    PREPARED,
    /** An administrator has committed it, and its transaction manager has to be told. */
    HEURISTICALLY_COMMITTED,
    /** An administrator has rolled it back, and its transaction manager has to be told. */
    HEURISTICALLY_ROLLED_BACK,
    /** It was not prepared in time and rolled back, and its transaction manager has to be told. */
    TIMED_OUT,
    /** It is over. */
    ENDED;

    /** Whether an administrator has decided it, and its transaction manager does not know. */
    public boolean heuristic() {
        return this == HEURISTICALLY_COMMITTED || this == HEURISTICALLY_ROLLED_BACK;
    }
}
