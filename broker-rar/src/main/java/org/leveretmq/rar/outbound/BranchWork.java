package org.leveretmq.rar.outbound;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.TransactionBranch;
import org.leveretmq.rar.session.BrokerSession;
import org.leveretmq.rar.session.Messages;

/** A transaction: what is given to it takes effect with its commit. */
final class BranchWork implements UnitOfWork {
    private final BrokerSession session;
    private final TransactionBranch branch;
    private final List<ReceivedDelivery> received = new ArrayList<>();

    BranchWork(BrokerSession session, TransactionBranch branch) {
        this.session = session;
        this.branch = branch;
    }

    @Override
    public boolean transactional() {
        return true;
    }

    @Override
    public boolean publish(String exchange, String routingKey, Message message, boolean mandatory) {
        return session.call(
                local -> branch.publish(exchange, routingKey, Messages.properties(message), message.body(), mandatory));
    }

    @Override
    public void received(ReceivedDelivery delivery) {
        received.add(delivery);
    }

    @Override
    public void acknowledge(LocalMessage message) {
        session.call(local -> {
            branch.acknowledge(message);
            return message;
        });
    }

    @Override
    public void reject(LocalMessage message, boolean requeue) {
        session.call(local -> {
            branch.reject(message, requeue);
            return message;
        });
    }

    /** No more work comes: what was received and not settled goes back when the transaction ends, or now if it has ended. */
    void giveBackUnsettled() {
        received.forEach(delivery -> delivery.giveBack(this));
        received.clear();
    }

    /** Goes back, whatever has become of the transaction. */
    @Override
    public void giveBack(LocalMessage message) {
        try {
            reject(message, true);
        } catch (BrokerException e) {
            if (session.isOpen()) {
                message.reject(true);
            }
        }
    }
}
