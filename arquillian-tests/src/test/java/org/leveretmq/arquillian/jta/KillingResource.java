package org.leveretmq.arquillian.jta;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A resource that ends the JVM, as a power failure would, when the transaction gets to a certain point. */
final class KillingResource implements XAResource {
    private final Phase phase;

    KillingResource(Phase phase) {
        this.phase = phase;
    }

    /** Whether it has to be the first of the resources: they are asked in the order in which they were enlisted. */
    boolean isFirst() {
        return phase != Phase.AFTER_PREPARE;
    }

    @Override
    public int prepare(Xid xid) {
        if (phase != Phase.AFTER_DECISION) {
            end();
        }
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {
        end();
    }

    private void end() {
        System.out.println("Killing the server " + phase);
        System.out.flush();
        Runtime.getRuntime().halt(137);
    }

    @Override
    public void start(Xid xid, int flags) {}

    @Override
    public void end(Xid xid, int flags) {}

    @Override
    public void rollback(Xid xid) {}

    @Override
    public void forget(Xid xid) {}

    @Override
    public Xid[] recover(int flag) throws XAException {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
