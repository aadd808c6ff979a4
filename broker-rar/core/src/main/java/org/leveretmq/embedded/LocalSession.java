package org.leveretmq.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.leveretmq.channel.GeneratedNames;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.durability.Completion;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.transaction.Branch;
import org.leveretmq.transaction.BranchState;
import org.leveretmq.transaction.Branches;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;
import org.leveretmq.vhost.Firehose;
import org.leveretmq.vhost.PublishResult;
import org.leveretmq.vhost.VirtualHost;

/**
 * An embedding program's access to a virtual host, without a socket, with the permissions of a user or with all. Owns its exclusive queues, its
 * subscriptions, its transactions that are not prepared, and what it has not settled, as a connection does.
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
    private final SessionRights rights;
    private final Branches branches;
    private final Scheduler scheduler;
    private final LoopCalls calls;
    private final LocalDeliveries deliveries = new LocalDeliveries();
    private final List<LocalSubscription> subscriptions = new ArrayList<>();
    private final Set<Branch> begun = ConcurrentHashMap.newKeySet();

    /** A session of a running broker; programs get it from {@code Broker.openSession}. */
    public LocalSession(
            VirtualHost virtualHost, SessionRights rights, Branches branches, Scheduler scheduler, Executor workers) {
        this.virtualHost = virtualHost;
        this.workers = workers;
        this.rights = rights;
        this.branches = branches;
        this.scheduler = scheduler;
        this.calls = new LoopCalls(virtualHost);
    }

    VirtualHost virtualHost() {
        return virtualHost;
    }

    /** The virtual host's name. */
    public String virtualHostName() {
        return virtualHost.name();
    }

    /** Whose permissions it has; empty if it may do everything. */
    public String user() {
        return rights.user();
    }

    /** Declares an exchange (AMQP 0-9-1 §1.6.2.1). */
    public void declareExchange(String name, String type, ExchangeOptions options) {
        calls.callDurably(() -> {
            rights.declareExchange(name, options.arguments());
            return virtualHost.exchanges().declare(name, type, options);
        });
    }

    /** Deletes an exchange; one that does not exist is fine. */
    public void deleteExchange(String name) {
        deleteExchange(name, false);
    }

    /** Deletes an exchange, if need be only if it has no bindings; one that does not exist is fine. */
    public void deleteExchange(String name, boolean ifUnused) {
        calls.callDurably(() -> {
            rights.permissions().configureExchange(name);
            virtualHost.deleteExchange(name, ifUnused);
            return name;
        });
    }

    /**
     * Declares a queue (AMQP 0-9-1 §1.7.2.1); an exclusive one belongs to this session.
     *
     * @param name empty for a new queue with a name of the broker's choosing
     */
    public QueueStatus declareQueue(String name, QueueOptions options) {
        boolean serverNamed = name.isEmpty();
        String wanted = serverNamed ? GeneratedNames.queue() : name;
        return calls.callDurably(() -> {
            rights.declareQueue(wanted, options.arguments());
            return status(
                    serverNamed
                            ? virtualHost.queues().declareServerNamed(wanted, options, this)
                            : virtualHost.queues().declare(wanted, options, this));
        });
    }

    /** Deletes a queue and returns how many messages were ready; one that does not exist is fine. */
    public int deleteQueue(String name) {
        return deleteQueue(name, false, false);
    }

    /** Deletes a queue, if need be only if nobody consumes from it or it is empty, and returns how many messages were ready. */
    public int deleteQueue(String name, boolean ifUnused, boolean ifEmpty) {
        return calls.callDurably(() -> {
            rights.permissions().configureQueue(name);
            MessageQueue queue = virtualHost.queues().find(name);
            return queue == null ? 0 : virtualHost.deleteQueue(require(name), ifUnused, ifEmpty);
        });
    }

    /** Drops the ready messages of a queue and returns how many there were. */
    public int purgeQueue(String name) {
        CompletableFuture<Integer> purged = new CompletableFuture<>();
        calls.post(
                () -> {
                    MessageQueue queue = requireReadable(name);
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
            rights.bind(virtualHost.exchanges().find(exchange), exchange, routingKey);
            rights.permissions().writeQueue(queue);
            virtualHost.bind(exchange, require(queue), routingKey, FieldTable.of(arguments));
            return queue;
        });
    }

    /** Unbinds a queue from an exchange. */
    public void unbindQueue(String queue, String exchange, String routingKey, Map<String, Object> arguments) {
        calls.callDurably(() -> {
            rights.bind(virtualHost.exchanges().find(exchange), exchange, routingKey);
            rights.permissions().writeQueue(queue);
            virtualHost.unbind(exchange, require(queue), routingKey, FieldTable.of(arguments));
            return queue;
        });
    }

    /** Binds an exchange to an exchange (RabbitMQ's {@code exchange.bind}). */
    public void bindExchange(String destination, String source, String routingKey, Map<String, Object> arguments) {
        calls.callDurably(() -> {
            rights.bind(virtualHost.exchanges().find(source), source, routingKey);
            rights.permissions().writeExchange(destination);
            virtualHost.bind(
                    source, virtualHost.exchanges().require(destination), routingKey, FieldTable.of(arguments));
            return destination;
        });
    }

    /** Unbinds an exchange from an exchange. */
    public void unbindExchange(String destination, String source, String routingKey, Map<String, Object> arguments) {
        calls.callDurably(() -> {
            rights.bind(virtualHost.exchanges().find(source), source, routingKey);
            rights.permissions().writeExchange(destination);
            virtualHost.unbind(
                    source, virtualHost.exchanges().require(destination), routingKey, FieldTable.of(arguments));
            return destination;
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
                    PublishResult result = virtualHost.publishOrDrop(requirePublishable(message), message, whenStored);
                    virtualHost.firehose().published(message, TAP);
                    if (result != PublishResult.STORING) {
                        answer.complete(result == PublishResult.ROUTED);
                    }
                    return result;
                },
                answer);
        return answer;
    }

    /** The exchange of a message that the session may publish. */
    Exchange requirePublishable(Message message) throws ChannelException {
        rights.publish(message);
        Exchange exchange = virtualHost.requirePublishable(message);
        rights.permissions().writeTopic(exchange, message.routingKey());
        return exchange;
    }

    /** Takes the first message of a queue; it has to be settled. */
    public Optional<LocalMessage> get(String queueName) {
        return get(queueName, Duration.ZERO);
    }

    /**
     * Takes the first message of a queue, waiting for one if there is none; it has to be settled. Other sessions and clients that wait get their
     * turn.
     *
     * @param wait how long to wait; zero or less does not wait
     */
    public Optional<LocalMessage> get(String queueName, Duration wait) {
        CompletableFuture<Optional<LocalMessage>> got = new CompletableFuture<>();
        calls.post(
                () -> {
                    MessageQueue queue = requireReadable(queueName);
                    queue.whenReadable(() -> {
                        Optional<LocalMessage> first = take(queue);
                        if (first.isPresent() || wait.compareTo(Duration.ZERO) <= 0) {
                            got.complete(first);
                        } else {
                            LoopCalls.run(
                                    () -> LocalWait.begin(virtualHost, deliveries, queue, got, wait, scheduler), got);
                        }
                    });
                    return queue;
                },
                got);
        return LoopCalls.await(got, wait);
    }

    private Optional<LocalMessage> take(MessageQueue queue) {
        QueueEntry entry = queue.get(false);
        if (entry == null) {
            return Optional.empty();
        }
        LocalDelivery delivery = new LocalDelivery(virtualHost, deliveries, entry, null);
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
        return subscribe(queueName, SubscriptionOptions.prefetch(prefetch), handler);
    }

    /** Subscribes to a queue; the handler is as with the other method of this name. */
    public LocalSubscription subscribe(String queueName, SubscriptionOptions options, Consumer<LocalMessage> handler) {
        String tag = "local-" + TAGS.incrementAndGet();
        return calls.call(() -> {
            MessageQueue queue = requireReadable(queueName);
            LocalSubscription subscription =
                    new LocalSubscription(virtualHost, deliveries, queue, tag, options, workers, handler);
            queue.add(subscription.consumer());
            subscriptions.add(subscription);
            queue.deliverReady();
            return subscription;
        });
    }

    /** Begins a transaction of its own, with one phase; the session may have several. */
    public TransactionBranch begin() {
        return adopt(branches.begin(virtualHost, rights.user()));
    }

    /** A transaction that ends with the session unless it is prepared. */
    TransactionBranch adopt(Branch branch) {
        begun.removeIf(ended -> ended.state() == BranchState.ENDED);
        begun.add(branch);
        return new TransactionBranch(this, branch);
    }

    /** For transaction managers: branches of global transactions in this session's virtual host; a new object for each call. */
    public LocalXaResource xaResource() {
        return new LocalXaResource(this, branches);
    }

    Branches branches() {
        return branches;
    }

    LoopCalls calls() {
        return calls;
    }

    static Firehose.Tap tap() {
        return TAP;
    }

    LocalDeliveries deliveries() {
        return deliveries;
    }

    /**
     * Runs the block and applies what it has given to the transaction as one unit: stored together, and visible at once when it is. If the block
     * throws, or something cannot be done, nothing of it happens, and what it has acknowledged or rejected goes back to its queues.
     */
    public void transaction(Consumer<TransactionBranch> block) {
        TransactionBranch branch = begin();
        boolean committed = false;
        try {
            block.accept(branch);
            branch.commit();
            committed = true;
        } finally {
            if (!committed) {
                branch.abandon();
            }
        }
    }

    private MessageQueue requireReadable(String name) throws ChannelException {
        rights.permissions().readQueue(name);
        return require(name);
    }

    private MessageQueue require(String name) throws ChannelException {
        return virtualHost.queues().require(name, this);
    }

    private static QueueStatus status(MessageQueue queue) {
        return new QueueStatus(queue.name(), queue.readyCount(), queue.unacknowledgedCount(), queue.consumerCount());
    }

    /** Ends the subscriptions, rolls back what was not prepared, returns what was not settled to its queues and deletes the session's exclusive queues. */
    @Override
    public void close() {
        calls.call(() -> {
            subscriptions.forEach(subscription -> virtualHost.unsubscribe(subscription.consumer()));
            subscriptions.clear();
            begun.forEach(Branch::abandon);
            begun.clear();
            deliveries.requeueAll();
            virtualHost.connectionClosed(this);
            return true;
        });
    }
}
