package org.leveretmq.rar.outbound;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.rar.session.BrokerSession;
import org.leveretmq.rar.session.Messages;

/** No transaction: everything is done when the method returns. */
final class ImmediateWork implements UnitOfWork {
    private static final int TRACKED_BEFORE_SWEEP = 64;

    private final BrokerSession session;
    private final List<ReceivedDelivery> unsettled = new ArrayList<>();

    ImmediateWork(BrokerSession session) {
        this.session = session;
    }

    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public boolean publish(String exchange, String routingKey, Message message, boolean mandatory) {
        return session.call(local -> local.publish(exchange, routingKey, Messages.properties(message), message.body()));
    }

    @Override
    public void received(ReceivedDelivery delivery) {
        if (unsettled.size() >= TRACKED_BEFORE_SWEEP) {
            unsettled.removeIf(ReceivedDelivery::settled);
        }
        unsettled.add(delivery);
    }

    @Override
    public void acknowledge(LocalMessage message) {
        session.call(local -> {
            message.acknowledge();
            return message;
        });
    }

    @Override
    public void reject(LocalMessage message, boolean requeue) {
        session.call(local -> {
            message.reject(requeue);
            return message;
        });
    }

    @Override
    public void giveBack(LocalMessage message) {
        reject(message, true);
    }

    /** The application is done: what it has not settled goes back. */
    void giveBackUnsettled() {
        unsettled.forEach(delivery -> delivery.giveBack(this));
        unsettled.clear();
    }
}
