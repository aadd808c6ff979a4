package org.leveretmq.embedded;

import java.util.concurrent.CompletableFuture;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leveretmq.transaction.BranchException;
import org.leveretmq.transaction.BranchId;
import org.leveretmq.transaction.Branches;

/**
 * Ends branches of all virtual hosts of a broker, whoever has begun them: for transaction managers that finish after a crash what they had begun
 * before. Any thread but a virtual host's loop.
 */
public final class RecoveryXaResource implements XAResource {
    private final Branches branches;

    /** Of a running broker; programs get it from {@code Broker.recoveryResource}. */
    public RecoveryXaResource(Branches branches) {
        this.branches = branches;
    }

    /** @throws XAException always: it has no session that could begin anything */
    @Override
    public void start(Xid xid, int flags) throws XAException {
        throw new BranchException(XAException.XAER_PROTO, "This resource ends branches, but begins none")
                .toXaException();
    }

    /** @throws XAException always: see {@link #start} */
    @Override
    public void end(Xid xid, int flags) throws XAException {
        start(xid, flags);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return await(branches.prepare(BranchId.of(xid))) ? XA_RDONLY : XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        await(branches.commit(BranchId.of(xid), onePhase));
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        await(branches.rollback(BranchId.of(xid)));
    }

    @Override
    public void forget(Xid xid) throws XAException {
        await(branches.forget(BranchId.of(xid)));
    }

    /** What is prepared or was decided by an administrator: everything with {@link #TMSTARTRSCAN}, nothing more afterwards. */
    @Override
    public Xid[] recover(int flag) throws XAException {
        if ((flag & ~(TMSTARTRSCAN | TMENDRSCAN)) != TMNOFLAGS) {
            throw new BranchException(XAException.XAER_INVAL, "Unknown flags " + flag + " of recover").toXaException();
        }
        return (flag & TMSTARTRSCAN) == 0
                ? new Xid[0]
                : branches.inDoubt().stream().map(BranchId::toXid).toArray(Xid[]::new);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof RecoveryXaResource resource && resource.branches == branches;
    }

    /** Always 0: it begins nothing that could take too long. */
    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }

    private static boolean await(CompletableFuture<Boolean> answer) throws XAException {
        try {
            return LoopCalls.await(answer);
        } catch (BranchException e) {
            throw e.toXaException();
        } catch (RuntimeException e) {
            throw new BranchException(XAException.XAER_RMERR, String.valueOf(e.getMessage())).toXaException();
        }
    }
}
