package org.leveretmq.storage.jpa;

import jakarta.transaction.Synchronization;
import java.sql.SQLException;
import org.leveretmq.storage.jpa.TransactionRunner.Part;

/**
 * A part of a JTA transaction of the store: committed in one phase when the transaction is about to complete, after everything else that was
 * registered with it before. The transaction manager is not told of the database: it would make the store wait until it has recovered after a crash, and
 * recovery may be waiting for the store, which keeps the branches of applications. Used by the thread of the transaction, or by the transaction manager's.
 */
final class OnePhase implements Synchronization {
    private final Part part;
    private boolean over;

    OnePhase(Part part) {
        this.part = part;
    }

    /** Commits. @throws IllegalStateException if that fails, so that the transaction is rolled back; the part is over then */
    @Override
    public void beforeCompletion() {
        over = true;
        try {
            part.commit();
        } catch (SQLException | RuntimeException e) {
            IllegalStateException failure = new IllegalStateException("The store's database does not commit: " + e, e);
            try {
                part.rollBack();
            } catch (SQLException | RuntimeException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** Rolls back what was not committed, if it has not been done. */
    @Override
    public void afterCompletion(int status) {
        try {
            rollBack();
        } finally {
            part.completed();
        }
    }

    /** Rolls back, unless the part is over. @throws IllegalStateException if that fails */
    void rollBack() {
        if (over) {
            return;
        }
        over = true;
        try {
            part.rollBack();
        } catch (SQLException e) {
            throw new IllegalStateException("The store's database does not roll back: " + e, e);
        }
    }
}
