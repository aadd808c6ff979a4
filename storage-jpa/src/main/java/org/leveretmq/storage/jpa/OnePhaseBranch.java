package org.leveretmq.storage.jpa;

import jakarta.transaction.Synchronization;
import java.nio.ByteBuffer;
import java.util.UUID;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * The store's part of a JTA transaction of its own: committed in one phase when the transaction is about to complete, after everything else that was
 * registered with it before. The transaction manager is not told of the database: it would make the store wait until it has recovered after a crash, and
 * recovery may be waiting for the store, which keeps the branches of applications. Used by the thread of the transaction, or by the transaction manager's.
 */
final class OnePhaseBranch implements Synchronization {
    private final XAResource resource;
    private final Runnable completed;
    private final Xid xid = new OwnXid();
    private boolean over;

    private OnePhaseBranch(XAResource resource, Runnable completed) {
        this.resource = resource;
        this.completed = completed;
    }

    /**
     * Begins with the work of the resource's connection.
     *
     * @param completed run when the transaction is over
     */
    static OnePhaseBranch begin(XAResource resource, Runnable completed) throws XAException {
        OnePhaseBranch branch = new OnePhaseBranch(resource, completed);
        resource.start(branch.xid, XAResource.TMNOFLAGS);
        return branch;
    }

    /** Commits. @throws IllegalStateException if that fails, so that the transaction is rolled back; the branch is over then */
    @Override
    public void beforeCompletion() {
        over = true;
        try {
            resource.end(xid, XAResource.TMSUCCESS);
            resource.commit(xid, true);
        } catch (XAException e) {
            IllegalStateException failure =
                    new IllegalStateException("The store's database does not commit, error " + e.errorCode, e);
            try {
                resource.rollback(xid);
            } catch (XAException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** Rolls back what was not committed. */
    @Override
    public void afterCompletion(int status) {
        try {
            if (!over) {
                over = true;
                resource.end(xid, XAResource.TMFAIL);
                resource.rollback(xid);
            }
        } catch (XAException e) {
            throw new IllegalStateException("The store's database does not roll back, error " + e.errorCode, e);
        } finally {
            completed.run();
        }
    }

    /** Unique for as long as the branch lasts. */
    private static final class OwnXid implements Xid {
        private static final int FORMAT = 0x4C65764D;
        private final byte[] transaction;

        OwnXid() {
            UUID id = UUID.randomUUID();
            transaction = ByteBuffer.allocate(Long.BYTES * 2)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        @Override
        public int getFormatId() {
            return FORMAT;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return transaction.clone();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
