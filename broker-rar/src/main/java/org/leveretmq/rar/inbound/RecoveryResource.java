package org.leveretmq.rar.inbound;

import jakarta.resource.spi.ActivationSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.rar.session.HostedSessions;
import org.leveretmq.rar.session.Login;

/**
 * Finishes the transactions of message-driven beans that were in doubt when the server crashed. Asks the broker that runs at the time of each call; says
 * {@link XAException#XAER_RMFAIL} if none does, so that the transaction manager asks again. Any thread.
 */
public final class RecoveryResource implements XAResource {
    private final Login login;

    private RecoveryResource(Login login) {
        this.login = login;
    }

    /** One for each broker that these endpoints receive from. */
    public static XAResource[] of(ActivationSpec[] specs) {
        Map<String, XAResource> byBroker = new LinkedHashMap<>();
        for (ActivationSpec spec : specs) {
            if (spec instanceof BrokerActivationSpec configured) {
                Login login = configured.login();
                byBroker.putIfAbsent(String.valueOf(login.brokerName()), new RecoveryResource(login));
            }
        }
        return byBroker.values().toArray(XAResource[]::new);
    }

    private XAResource broker() throws XAException {
        try {
            return HostedSessions.recoveryResource(login);
        } catch (BrokerException e) {
            XAException failure = new XAException(e.getMessage());
            failure.errorCode = XAException.XAER_RMFAIL;
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        broker().start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        broker().end(xid, flags);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return broker().prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        broker().commit(xid, onePhase);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        broker().rollback(xid);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        broker().forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return broker().recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof RecoveryResource that && login.equals(that.login);
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
}
