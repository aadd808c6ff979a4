package org.leveretmq.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.durability.Completion;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.transaction.Operation;
import org.leveretmq.transaction.Transaction;
import org.leveretmq.transaction.TransactionExecutor;
import org.leveretmq.vhost.TransactionCounters;
import org.leveretmq.wire.method.Method;
import org.leveretmq.wire.method.TxCommit;
import org.leveretmq.wire.method.TxCommitOk;
import org.leveretmq.wire.method.TxRollback;
import org.leveretmq.wire.method.TxRollbackOk;
import org.leveretmq.wire.method.TxSelect;
import org.leveretmq.wire.method.TxSelectOk;

/** The class {@code tx} (AMQP 0-9-1 §1.9). Confined to the virtual host's loop. */
public final class TransactionMethods {
    private final Channel channel;
    private final TransactionExecutor executor;
    private final TransactionCounters counters;
    private @Nullable Transaction transaction;
    private boolean committing;

    TransactionMethods(Channel channel, TransactionExecutor executor) {
        this.channel = channel;
        this.executor = executor;
        this.counters = channel.context().virtualHost().transactions();
    }

    /** Whether the client has selected transactions. */
    public boolean selected() {
        return transaction != null;
    }

    /** Whether the client waits for a commit. */
    public boolean committing() {
        return committing;
    }

    /** Publishes held in the open transaction. */
    public int uncommittedPublishes() {
        return transaction == null ? 0 : transaction.publishes();
    }

    /** Acknowledgements and rejections held in the open transaction. */
    public int uncommittedSettlements() {
        return transaction == null ? 0 : transaction.settlements();
    }

    void hold(Operation operation) {
        if (transaction == null) {
            throw new IllegalStateException("no transaction was selected");
        }
        transaction.hold(operation);
    }

    void handle(Method method) throws AmqpException {
        if (method instanceof TxSelect) {
            select();
        } else if (method instanceof TxCommit) {
            commit(requireSelected());
        } else if (method instanceof TxRollback) {
            requireSelected().rollback();
            channel.subscriptions().window().transactionEnded();
            channel.send(new TxRollbackOk());
        } else {
            throw Channel.notForServers(method);
        }
    }

    private void select() throws ChannelException {
        if (channel.publishing().confirming()) {
            throw ChannelException.preconditionFailed("cannot switch from confirm to tx mode");
        }
        if (transaction == null) {
            transaction = new Transaction(counters);
        }
        channel.send(new TxSelectOk());
    }

    private void commit(Transaction current) {
        List<Operation> operations = current.take();
        channel.subscriptions().window().transactionEnded();
        Completion answer = channel.waiting(() -> channel.send(new TxCommitOk()));
        committing = true;
        executor.commit(operations, List.of(), new Completion() {
            @Override
            public void stored() {
                committing = false;
                current.committed();
                answer.stored();
            }

            @Override
            public void failed(String reason) {
                committing = false;
                current.failed(operations);
                channel.transactionFailed(reason);
            }
        });
    }

    private Transaction requireSelected() throws ChannelException {
        if (transaction == null) {
            throw ChannelException.preconditionFailed("channel is not transactional");
        }
        return transaction;
    }

    /** The channel ends: what was not committed is undone. */
    void abandon() {
        if (transaction != null) {
            transaction.abandon();
        }
    }
}
