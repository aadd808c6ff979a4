package org.leveretmq.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.leveretmq.transaction.Branch;
import org.leveretmq.transaction.BranchException;
import org.leveretmq.transaction.BranchId;
import org.leveretmq.transaction.BranchState;
import org.leveretmq.transaction.Branches;

/**
 * A session as a resource of a transaction manager (X/Open XA; JTA's {@link XAResource}). Between {@link #start} and {@link #end} it is associated
 * with one branch, {@link #current}; whoever uses the session gives that branch what is to belong to the transaction. Sessions of one virtual host
 * are the same resource manager and can join each other's branches.
 *
 * <p>Used by one thread at a time, which is not a virtual host's loop.
 */
public final class LocalXaResource implements XAResource {
    private final LocalSession session;
    private final Branches branches;
    private final RecoveryXaResource outcomes;
    private final Map<BranchId, TransactionBranch> suspended = new HashMap<>();
    private @Nullable TransactionBranch current;
    private @Nullable BranchId currentId;
    private int timeoutSeconds;

    LocalXaResource(LocalSession session, Branches branches) {
        this.session = session;
        this.branches = branches;
        this.outcomes = new RecoveryXaResource(branches);
    }

    /** The branch that it is associated with now; none outside of a transaction. */
    public Optional<TransactionBranch> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        BranchId id = BranchId.of(xid);
        if (current != null) {
            throw refused(XAException.XAER_PROTO, "The session is in branch " + currentId + " already");
        }
        try {
            current = switch (flags) {
                case TMNOFLAGS ->
                    session.adopt(branches.begin(
                            id, session.virtualHost(), session.user(), Duration.ofSeconds(timeoutSeconds)));
                case TMJOIN -> join(branches.require(id));
                case TMRESUME -> resume(id);
                default -> throw new BranchException(XAException.XAER_INVAL, "Unknown flags " + flags + " of start");
            };
            currentId = id;
        } catch (BranchException e) {
            throw e.toXaException();
        }
    }

    private TransactionBranch join(Branch branch) {
        if (branch.host() != session.virtualHost()) {
            throw new BranchException(
                    XAException.XAER_PROTO,
                    branch + " belongs to virtual host '" + branch.host().name() + "'");
        }
        requireActive(branch);
        return new TransactionBranch(session, branch);
    }

    private TransactionBranch resume(BranchId id) {
        TransactionBranch resumed = suspended.remove(id);
        if (resumed == null) {
            throw new BranchException(XAException.XAER_PROTO, "The session has not suspended branch " + id);
        }
        requireActive(resumed.branch());
        return resumed;
    }

    private static void requireActive(Branch branch) {
        if (branch.state() == BranchState.TIMED_OUT) {
            throw new BranchException(XAException.XA_RBTIMEOUT, branch + " was not ended in time and is rolled back");
        } else if (branch.state() != BranchState.ACTIVE) {
            throw new BranchException(XAException.XAER_PROTO, branch + " takes no work any more");
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        BranchId id = BranchId.of(xid);
        boolean associated = id.equals(currentId);
        TransactionBranch ended = associated ? current : suspended.get(id);
        if (ended == null) {
            throw refused(
                    branches.known(id) ? XAException.XAER_PROTO : XAException.XAER_NOTA,
                    "The session is not in branch " + id);
        }
        if (flags != TMSUCCESS && flags != TMFAIL && flags != TMSUSPEND) {
            throw refused(XAException.XAER_INVAL, "Unknown flags " + flags + " of end");
        }
        if (associated) {
            current = null;
            currentId = null;
        }
        if (flags == TMSUSPEND) {
            suspended.put(id, ended);
        } else {
            suspended.remove(id);
        }
        if (flags == TMFAIL) {
            ended.branch().rollbackOnly();
        }
        if (ended.branch().state() == BranchState.TIMED_OUT) {
            suspended.remove(id);
            throw refused(XAException.XA_RBTIMEOUT, ended.branch() + " was not ended in time and is rolled back");
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return outcomes.prepare(ended(xid));
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        outcomes.commit(ended(xid), onePhase);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        outcomes.rollback(ended(xid));
    }

    /** A branch that work still goes into cannot end. */
    private Xid ended(Xid xid) throws XAException {
        BranchId id = BranchId.of(xid);
        if (id.equals(currentId)) {
            throw refused(XAException.XAER_PROTO, "The session is in branch " + id + " still");
        }
        suspended.remove(id);
        return xid;
    }

    @Override
    public void forget(Xid xid) throws XAException {
        outcomes.forget(xid);
    }

    /** The branches of all virtual hosts of the broker that are prepared or were decided by an administrator. */
    @Override
    public Xid[] recover(int flag) throws XAException {
        return outcomes.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof LocalXaResource resource
                && resource.session.virtualHost() == session.virtualHost()
                && resource.branches == branches;
    }

    /** In seconds; 0 if branches may stay active for ever. */
    @Override
    public int getTransactionTimeout() {
        return timeoutSeconds;
    }

    /** How long branches that begin from now on may stay active, in seconds; 0 for ever, which is the default. */
    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw refused(XAException.XAER_INVAL, "A timeout of " + seconds + " seconds is impossible");
        }
        timeoutSeconds = seconds;
        return true;
    }

    private static XAException refused(int code, String why) {
        return new BranchException(code, why).toXaException();
    }
}
