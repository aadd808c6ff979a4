package org.leveretmq.vhost;

/** What became of a virtual host's transactions since it was started. Confined to its loop. */
public final class TransactionCounters {
    private long commits;
    private long rollbacks;
    private long failed;
    private long active;

    /** A transaction holds its first operation. */
    public void began() {
        active++;
    }

    /** A transaction that has begun was committed. */
    public void committed() {
        active--;
        commits++;
    }

    /** A transaction that has begun was rolled back. */
    public void rolledBack() {
        active--;
        rollbacks++;
    }

    /** A transaction that has begun could not be committed and was undone. */
    public void failed() {
        active--;
        failed++;
    }

    /** Transactions that were committed. */
    public long commits() {
        return commits;
    }

    /** Transactions that were rolled back. */
    public long rollbacks() {
        return rollbacks;
    }

    /** Transactions that could not be committed and were undone. */
    public long failures() {
        return failed;
    }

    /** Transactions that hold operations, or wait for their outcome. */
    public long active() {
        return active;
    }
}
