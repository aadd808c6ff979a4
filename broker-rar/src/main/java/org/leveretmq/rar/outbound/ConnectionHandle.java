package org.leveretmq.rar.outbound;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.api.messaging.Delivery;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.QueueState;
import org.leveretmq.api.messaging.UnroutableException;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.QueueStatus;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;

/** A pooled connection in the hands of an application, until that closes it. Used by one thread at a time. */
final class ConnectionHandle implements BrokerConnection {
    private @Nullable BrokerManagedConnection connection;

    ConnectionHandle(BrokerManagedConnection connection) {
        this.connection = connection;
    }

    /** The pooled connection behind it. @throws BrokerException 320 if it is closed */
    BrokerManagedConnection connection() {
        BrokerManagedConnection open = connection;
        if (open == null) {
            throw new BrokerException(
                    BrokerException.CONNECTION_FORCED, "CONNECTION_FORCED - the connection is closed", null);
        }
        return open;
    }

    void moveTo(BrokerManagedConnection other) {
        if (connection != null) {
            connection.forget(this);
        }
        connection = other;
    }

    void invalidate() {
        connection = null;
    }

    private <T> T call(Function<LocalSession, T> task) {
        BrokerManagedConnection open = connection();
        try {
            return open.session().call(task);
        } catch (BrokerException e) {
            if (!open.isOpen()) {
                open.failed(e);
            }
            throw e;
        }
    }

    @Override
    public void publish(String exchange, String routingKey, Message message) {
        publish(exchange, routingKey, message, false);
    }

    @Override
    public void publish(String exchange, String routingKey, Message message, boolean mandatory) {
        BrokerManagedConnection open = connection();
        boolean routed = call(local -> open.work().publish(exchange, routingKey, message, mandatory));
        if (mandatory && !routed) {
            throw new UnroutableException(exchange, routingKey);
        }
    }

    @Override
    public Optional<Delivery> receive(String queue) {
        return receive(queue, Duration.ZERO);
    }

    @Override
    public Optional<Delivery> receive(String queue, Duration timeout) {
        Optional<LocalMessage> received = call(local -> local.get(queue, timeout));
        return received.map(message -> {
            ReceivedDelivery delivery = new ReceivedDelivery(this, message);
            connection().work().received(delivery);
            return delivery;
        });
    }

    @Override
    public Optional<Message> request(String exchange, String routingKey, Message request, Duration timeout) {
        BrokerManagedConnection open = connection();
        if (open.work().transactional()) {
            throw new BrokerException(
                    BrokerException.PRECONDITION_FAILED,
                    "PRECONDITION_FAILED - a request in a transaction would leave with its commit only, so no reply could come before:"
                            + " suspend the transaction, for example with @Transactional(NOT_SUPPORTED)",
                    null);
        }
        String given = request.correlationId();
        String correlationId = given == null ? UUID.randomUUID().toString() : given;
        Message sent = request.toBuilder()
                .replyTo(open.replies().queue())
                .correlationId(correlationId)
                .build();
        return open.replies().await(correlationId, () -> publish(exchange, routingKey, sent, true), timeout);
    }

    @Override
    public void reply(Message request, Message reply) {
        String replyTo = request.replyTo();
        if (replyTo == null) {
            throw new IllegalArgumentException("The request has no replyTo: " + request);
        }
        publish(
                "",
                replyTo,
                reply.toBuilder().correlationId(request.correlationId()).build());
    }

    @Override
    public QueueState declareQueue(String name) {
        return declareQueue(name, true, false, Map.of());
    }

    @Override
    public QueueState declareQueue(String name, boolean durable, boolean autoDelete, Map<String, ?> arguments) {
        QueueOptions options = new QueueOptions(durable, false, autoDelete, FieldTable.of(arguments));
        return state(call(local -> local.declareQueue(name, options)));
    }

    @Override
    public Optional<QueueState> inspectQueue(String name) {
        return call(local -> local.inspectQueue(name)).map(ConnectionHandle::state);
    }

    private static QueueState state(QueueStatus status) {
        return new QueueState(status.name(), status.ready(), status.unacknowledged(), status.consumers());
    }

    @Override
    public int deleteQueue(String name) {
        return call(local -> local.deleteQueue(name));
    }

    @Override
    public int purgeQueue(String name) {
        return call(local -> local.purgeQueue(name));
    }

    @Override
    public void declareExchange(String name, String type) {
        declareExchange(name, type, true, false, Map.of());
    }

    @Override
    public void declareExchange(
            String name, String type, boolean durable, boolean autoDelete, Map<String, ?> arguments) {
        ExchangeOptions options = new ExchangeOptions(durable, autoDelete, false, FieldTable.of(arguments));
        run(local -> local.declareExchange(name, type, options));
    }

    @Override
    public void deleteExchange(String name) {
        run(local -> local.deleteExchange(name));
    }

    @Override
    public void bindQueue(String queue, String exchange, String routingKey) {
        bindQueue(queue, exchange, routingKey, Map.of());
    }

    @Override
    public void bindQueue(String queue, String exchange, String routingKey, Map<String, ?> arguments) {
        run(local -> local.bindQueue(queue, exchange, routingKey, copy(arguments)));
    }

    @Override
    public void unbindQueue(String queue, String exchange, String routingKey) {
        unbindQueue(queue, exchange, routingKey, Map.of());
    }

    @Override
    public void unbindQueue(String queue, String exchange, String routingKey, Map<String, ?> arguments) {
        run(local -> local.unbindQueue(queue, exchange, routingKey, copy(arguments)));
    }

    private static Map<String, Object> copy(Map<String, ?> arguments) {
        return Map.copyOf(arguments);
    }

    private void run(Consumer<LocalSession> task) {
        call(local -> {
            task.accept(local);
            return true;
        });
    }

    @Override
    public void close() {
        BrokerManagedConnection open = connection;
        connection = null;
        if (open != null) {
            open.closed(this);
        }
    }
}
