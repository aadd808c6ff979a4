package org.leveretmq.rar.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.rar.session.Messages;

/**
 * A transaction of the broker alone (Jakarta Connectors 2.1 §7.7), which servers use for pools without XA, or if there is no other resource:
 * everything is held here, and applied as one unit by the commit.
 */
final class HeldTransaction implements LocalTransaction, UnitOfWork {
    private final BrokerManagedConnection connection;
    private final List<Consumer<org.leveretmq.embedded.LocalTransaction>> steps = new ArrayList<>();
    private final List<LocalMessage> settled = new ArrayList<>();
    private final List<ReceivedDelivery> received = new ArrayList<>();

    HeldTransaction(BrokerManagedConnection connection) {
        this.connection = connection;
    }

    @Override
    public void begin() {
        connection.enter(this);
    }

    @Override
    public void commit() throws ResourceException {
        received.forEach(delivery -> delivery.giveBack(this));
        end();
        try {
            connection.session().call(local -> {
                local.transaction(transaction -> steps.forEach(step -> step.accept(transaction)));
                return true;
            });
        } catch (BrokerException e) {
            settled.forEach(message -> giveBack(message, e));
            throw new ResourceException(e.getMessage(), e);
        } finally {
            forget();
        }
    }

    @Override
    public void rollback() {
        received.forEach(delivery -> delivery.giveBack(this));
        end();
        settled.forEach(message -> giveBack(message, null));
        forget();
    }

    private void end() {
        connection.leave();
    }

    private void forget() {
        steps.clear();
        settled.clear();
        received.clear();
    }

    private void giveBack(LocalMessage message, @Nullable Throwable reason) {
        try {
            connection.session().call(local -> {
                message.reject(true);
                return message;
            });
        } catch (BrokerException e) {
            // The broker has stopped, which gives everything back itself.
            if (reason != null) {
                reason.addSuppressed(e);
            }
        }
    }

    @Override
    public boolean transactional() {
        return true;
    }

    @Override
    public boolean publish(String exchange, String routingKey, Message message, boolean mandatory) {
        MessageProperties properties = Messages.properties(message);
        byte[] body = message.body();
        steps.add(transaction -> transaction.publish(exchange, routingKey, properties, body));
        return true;
    }

    @Override
    public void received(ReceivedDelivery delivery) {
        received.add(delivery);
    }

    @Override
    public void acknowledge(LocalMessage message) {
        settled.add(message);
        steps.add(transaction -> transaction.acknowledge(message));
    }

    @Override
    public void reject(LocalMessage message, boolean requeue) {
        settled.add(message);
        steps.add(transaction -> transaction.reject(message, requeue));
    }
}
