package org.leveretmq.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.leveretmq.durability.Completion;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.transaction.Operation;
import org.leveretmq.transaction.TransactionExecutor;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;
import org.leveretmq.vhost.Firehose;
import org.leveretmq.vhost.PublishResult;
import org.leveretmq.vhost.VirtualHost;

/**
 * An embedding program's access to a virtual host, without a socket and with every permission. Owns its exclusive queues, its subscriptions and what it has
 * not settled, as a connection does.
 *
 * <p>Any thread but a virtual host's loop; methods wait until the broker has done what they ask for. All throw
 * {@link BrokerOperationException} with the reply code that a client would get.
 */
public final class LocalSession implements AutoCloseable {
    /** How the firehose shows what embedding programs do. */
    private static final Firehose.Tap TAP = new Firehose.Tap("embedded", 0, "");

    private static final AtomicLong TAGS = new AtomicLong();

    private final VirtualHost virtualHost;
    private final Executor workers;
    private final LoopCalls calls;
    private final LocalDeliveries deliveries = new LocalDeliveries();
    private final List<LocalSubscription> subscriptions = new ArrayList<>();

    /** A session of a running broker; programs get it from {@code Broker.openSession}. */
    public LocalSession(VirtualHost virtualHost, Executor workers) {
        this.virtualHost = virtualHost;
        this.workers = workers;
        this.calls = new LoopCalls(virtualHost);
    }

    VirtualHost virtualHost() {
        return virtualHost;
    }

    /** Declares an exchange (AMQP 0-9-1 §1.6.2.1). */
    public void declareExchange(String name, String type, ExchangeOptions options) {
        calls.callDurably(() -> virtualHost.exchanges().declare(name, type, options));
    }

    /** Deletes an exchange; one that does not exist is fine. */
    public void deleteExchange(String name) {
        calls.callDurably(() -> {
            virtualHost.deleteExchange(name, false);
            return name;
        });
    }

    /** Declares a queue (AMQP 0-9-1 §1.7.2.1); an exclusive one belongs to this session. */
    public QueueStatus declareQueue(String name, QueueOptions options) {
        return calls.callDurably(() -> status(virtualHost.queues().declare(name, options, this)));
    }

    /** Deletes a queue and returns how many messages were ready; one that does not exist is fine. */
    public int deleteQueue(String name) {
        return calls.callDurably(() -> {
            MessageQueue queue = virtualHost.queues().find(name);
            return queue == null ? 0 : virtualHost.deleteQueue(queue, false, false);
        });
    }

    /** Drops the ready messages of a queue and returns how many there were. */
    public int purgeQueue(String name) {
        CompletableFuture<Integer> purged = new CompletableFuture<>();
        calls.post(
                () -> {
                    MessageQueue queue = require(name);
                    int count = queue.readyCount();
                    queue.purge(() -> virtualHost.journal().barrier(LoopCalls.completing(purged, count)));
                    return count;
                },
                purged);
        return LoopCalls.await(purged);
    }

    /** A look at a queue; empty if it does not exist. */
    public Optional<QueueStatus> inspectQueue(String name) {
        return calls.call(() -> {
            MessageQueue queue = virtualHost.queues().find(name);
            return Optional.ofNullable(queue).map(LocalSession::status);
        });
    }

    /** Binds a queue to an exchange (AMQP 0-9-1 §1.7.2.3). */
    public void bindQueue(String queue, String exchange, String routingKey, Map<String, Object> arguments) {
        calls.callDurably(() -> {
            virtualHost.bind(exchange, require(queue), routingKey, FieldTable.of(arguments));
            return queue;
        });
    }

    /** Unbinds a queue from an exchange. */
    public void unbindQueue(String queue, String exchange, String routingKey, Map<String, Object> arguments) {
        calls.callDurably(() -> {
            virtualHost.unbind(exchange, require(queue), routingKey, FieldTable.of(arguments));
            return queue;
        });
    }

    /**
     * Publishes a message and waits until it is safe: in its queues, and in the store if it is persistent and they are durable.
     *
     * @return whether a queue has received it
     */
    public boolean publish(String exchange, String routingKey, MessageProperties properties, byte[] body) {
        return LoopCalls.await(publishAsync(exchange, routingKey, properties, body));
    }

    /** Publishes a message; the future says, when it is safe, whether a queue has received it. Returns at once. */
    public CompletableFuture<Boolean> publishAsync(
            String exchange, String routingKey, MessageProperties properties, byte[] body) {
        Message message = LocalMessages.published(exchange, routingKey, properties, body);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        calls.post(
                () -> {
                    Completion whenStored = LoopCalls.completing(answer, true);
                    PublishResult result =
                            virtualHost.publishOrDrop(virtualHost.requirePublishable(message), message, whenStored);
                    virtualHost.firehose().published(message, TAP);
                    if (result != PublishResult.STORING) {
                        answer.complete(result == PublishResult.ROUTED);
                    }
                    return result;
                },
                answer);
        return answer;
    }

    /** Takes the first message of a queue; it has to be settled. */
    public Optional<LocalMessage> get(String queueName) {
        CompletableFuture<Optional<LocalMessage>> got = new CompletableFuture<>();
        calls.post(
                () -> {
                    MessageQueue queue = require(queueName);
                    queue.whenReadable(() -> got.complete(take(queue)));
                    return queue;
                },
                got);
        return LoopCalls.await(got);
    }

    private Optional<LocalMessage> take(MessageQueue queue) {
        QueueEntry entry = queue.get(false);
        if (entry == null) {
            return Optional.empty();
        }
        LocalDelivery delivery = new LocalDelivery(virtualHost.loop(), deliveries, entry, null);
        deliveries.add(delivery);
        return Optional.of(new LocalMessage(delivery));
    }

    /**
     * Subscribes to a queue.
     *
     * @param prefetch the most messages that are handed out and not settled, 1 or more
     * @param handler receives the messages one at a time on the broker's workers, and has to settle each; one that throws gets the
     *     message once more
     */
    public LocalSubscription subscribe(String queueName, int prefetch, Consumer<LocalMessage> handler) {
        if (prefetch < 1) {
            throw new IllegalArgumentException(
                    "Setting prefetch is '" + prefetch + "', but a number from 1 is expected");
        }
        String tag = "local-" + TAGS.incrementAndGet();
        return calls.call(() -> {
            MessageQueue queue = require(queueName);
            LocalSubscription subscription =
                    new LocalSubscription(virtualHost, deliveries, queue, tag, prefetch, workers, handler);
            queue.add(subscription.consumer());
            subscriptions.add(subscription);
            queue.deliverReady();
            return subscription;
        });
    }

    /**
     * Runs the block and applies what it has given to the transaction as one unit: visible at once and stored together. If the block throws,
     * or something cannot be done, nothing of it happens.
     */
    public void transaction(Consumer<LocalTransaction> block) {
        LocalTransaction transaction = new LocalTransaction(this);
        block.accept(transaction);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        calls.post(
                () -> {
                    List<Operation> operations = new ArrayList<>();
                    for (LocalTransaction.Step step : transaction.steps()) {
                        operations.add(step.prepare().run());
                    }
                    new TransactionExecutor(virtualHost.journal())
                            .commit(operations, LoopCalls.completing(answer, true));
                    return operations;
                },
                answer);
        LoopCalls.await(answer);
    }

    private MessageQueue require(String name) throws org.leveretmq.error.ChannelException {
        return virtualHost.queues().require(name, this);
    }

    private static QueueStatus status(MessageQueue queue) {
        return new QueueStatus(queue.name(), queue.readyCount(), queue.unacknowledgedCount(), queue.consumerCount());
    }

    /** Ends the subscriptions, returns what was not settled to its queues and deletes the session's exclusive queues. */
    @Override
    public void close() {
        calls.call(() -> {
            subscriptions.forEach(subscription -> virtualHost.unsubscribe(subscription.consumer()));
            subscriptions.clear();
            deliveries.requeueAll();
            virtualHost.connectionClosed(this);
            return true;
        });
    }
}
