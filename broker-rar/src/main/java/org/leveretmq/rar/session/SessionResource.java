package org.leveretmq.rar.session;

import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leveretmq.embedded.LocalXaResource;
import org.leveretmq.embedded.TransactionBranch;

/**
 * A session in transactions of the server. Tells its owner when work belongs to a branch and when not any longer; says {@link XAException#XAER_RMFAIL} after its
 * broker has stopped, so that the transaction manager asks again later, with the recovery. Used by one thread at a time.
 */
public final class SessionResource implements XAResource {
    private final BrokerSession session;
    private final LocalXaResource resource;
    private final BranchListener owner;
    private boolean rollbackOnly;

    /** @param owner told the branch that work belongs to whenever that changes */
    SessionResource(BrokerSession session, LocalXaResource resource, BranchListener owner) {
        this.session = session;
        this.resource = resource;
        this.owner = owner;
    }

    /** The branch that work belongs to now. */
    public Optional<TransactionBranch> current() {
        return resource.current();
    }

    /** The branch must not be committed. */
    public void rollbackOnly() {
        rollbackOnly = true;
    }

    /** What was said of the last branch is not true of the next one. */
    public void nextBranch() {
        rollbackOnly = false;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        requireOpen();
        resource.start(xid, flags);
        resource.current().ifPresent(owner::entered);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        requireOpen();
        Optional<TransactionBranch> left = resource.current();
        try {
            resource.end(xid, flags);
        } finally {
            if (resource.current().isEmpty()) {
                left.ifPresent(branch -> owner.left(branch, flags == TMSUSPEND));
            }
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        requireOpen();
        requireCommittable(xid);
        return resource.prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        requireOpen();
        if (onePhase) {
            requireCommittable(xid);
        }
        resource.commit(xid, onePhase);
    }

    private void requireCommittable(Xid xid) throws XAException {
        if (rollbackOnly) {
            resource.rollback(xid);
            throw new XAException(XAException.XA_RBROLLBACK);
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        requireOpen();
        resource.rollback(xid);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        requireOpen();
        resource.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        requireOpen();
        return resource.recover(flag);
    }

    private void requireOpen() throws XAException {
        if (!session.isOpen()) {
            throw new XAException(XAException.XAER_RMFAIL);
        }
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof SessionResource that && resource.isSameRM(that.resource);
    }

    @Override
    public int getTransactionTimeout() {
        return resource.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return resource.setTransactionTimeout(seconds);
    }
}
