package org.leveretmq.rar.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.TransactionBranch;

/** A transaction of the broker alone (Jakarta Connectors 2.1 §7.7), which servers use for pools without XA. Used by one thread at a time. */
final class HeldTransaction implements LocalTransaction {
    private final BrokerManagedConnection connection;
    private @Nullable TransactionBranch branch;

    HeldTransaction(BrokerManagedConnection connection) {
        this.connection = connection;
    }

    @Override
    public void begin() throws ResourceException {
        if (branch != null) {
            throw new LocalTransactionException("A local transaction has begun already");
        }
        try {
            branch = connection.session().call(LocalSession::begin);
        } catch (BrokerException e) {
            throw new LocalTransactionException(e.getMessage(), e);
        }
        connection.entered(branch);
    }

    @Override
    public void commit() throws ResourceException {
        end(true);
    }

    @Override
    public void rollback() throws ResourceException {
        end(false);
    }

    private void end(boolean commit) throws ResourceException {
        TransactionBranch ended = branch;
        if (ended == null) {
            throw new LocalTransactionException("No local transaction has begun");
        }
        branch = null;
        connection.left(ended, false);
        try {
            connection.session().call(local -> {
                if (commit) {
                    ended.commit();
                } else {
                    ended.rollback();
                }
                return commit;
            });
        } catch (BrokerException e) {
            throw new LocalTransactionException(e.getMessage(), e);
        }
    }
}
