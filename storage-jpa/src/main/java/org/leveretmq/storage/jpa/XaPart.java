package org.leveretmq.storage.jpa;

import java.nio.ByteBuffer;
import java.util.UUID;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leveretmq.storage.jpa.TransactionRunner.Part;

/** What a connection does in a transaction while it is handed out and given back, as a branch of its own. */
final class XaPart implements Part {
    private final XAResource resource;
    private final Runnable completed;
    private final Xid xid = new OwnXid();
    private boolean ended;

    /** @param completed run when the transaction is over */
    XaPart(XAResource resource, Runnable completed) {
        this.resource = resource;
        this.completed = completed;
    }

    @Override
    public void begin() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
    }

    @Override
    public void commit() throws XAException {
        ended = true;
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
    }

    @Override
    public void rollBack() throws XAException {
        if (!ended) {
            ended = true;
            resource.end(xid, XAResource.TMFAIL);
        }
        resource.rollback(xid);
    }

    @Override
    public void completed() {
        completed.run();
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
