package org.leveretmq.vhost;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.durability.Completion;
import org.leveretmq.durability.Journal;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.Destination;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.DeathReason;
import org.leveretmq.queue.HeapAccount;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.Pager;
import org.leveretmq.queue.QueueEnvironment;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.statistics.Tick;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.types.FieldTable;

/**
 * A name space of exchanges and queues (AMQP 0-9-1 §2.1.1), with the serial loop that owns everything in it.
 *
 * <p>Confined to {@link #loop}, but for the loop itself and the name.
 */
public final class VirtualHost {
    private final String name;
    private final SerialLoop loop;
    private final Journal journal;
    private final Exchanges exchanges;
    private final Queues queues;
    private final DelayedMessages delayed;
    private final Bindings bindings;
    private final Policies policies;
    private final Firehose firehose;
    private final Publications publications;
    private final DeadLetterRouter deadLetters;
    private final Scheduler scheduler;
    private final VirtualHostCounters counters = new VirtualHostCounters();
    private final TransactionMemory transactionMemory;
    private final TransactionCounters transactions = new TransactionCounters();
    private final History history = new History(Layout.VIRTUAL_HOST);
    private volatile VirtualHostProperties properties = VirtualHostProperties.NONE;

    /** A virtual host with the predeclared exchanges and nothing else. */
    VirtualHost(
            String name,
            SerialLoop loop,
            Journal journal,
            HeapAccount heap,
            @Nullable Pager pager,
            VirtualHostServices services) {
        this.name = name;
        this.loop = loop;
        this.journal = journal;
        this.exchanges =
                new Exchanges(name, services.exchangeTypes(), journal, this::exchangeCreated, this::exchangeRefused);
        this.transactionMemory = new TransactionMemory(heap, services.heapWatermark());
        this.scheduler = services.scheduler();
        this.publications = new Publications(this, journal, scheduler);
        this.deadLetters = new DeadLetterRouter(this, loop, services.scheduler());
        QueueEnvironment environment =
                new QueueEnvironment(loop, services.scheduler(), heap, pager, deadLetters, this::deleteUnlessDeleted);
        this.policies = new Policies(name, loop);
        this.queues = new Queues(
                this, journal, services.queueIds(), environment, this::queueCreated, this::deleteUnlessDeleted);
        this.delayed = new DelayedMessages(name, journal, services.queueIds(), environment);
        this.bindings = new Bindings(name, journal);
        this.firehose = new Firehose(this, loop, services.brokerName());
    }

    /** Its name; any thread. */
    public String name() {
        return name;
    }

    /** The loop that everything in it is confined to; any thread. */
    public SerialLoop loop() {
        return loop;
    }

    /** What has to survive a restart goes through here. */
    public Journal journal() {
        return journal;
    }

    /** Its exchanges. */
    public Exchanges exchanges() {
        return exchanges;
    }

    /** Its queues. */
    public Queues queues() {
        return queues;
    }

    /** Its policies. */
    public Policies policies() {
        return policies;
    }

    /** What an administrator says of it; any thread. */
    public VirtualHostProperties properties() {
        return properties;
    }

    /** From now on this is said of it; any thread. */
    public void properties(VirtualHostProperties changed) {
        properties = changed;
    }

    /** Adds a policy, or replaces the one of the same name. */
    public void putPolicy(Policy policy, boolean operator) {
        policies.put(policy, operator);
        policies.applyTo(queues.all(), exchanges.all());
    }

    /** Takes a policy away. */
    public void removePolicy(String policyName, boolean operator) {
        policies.remove(policyName, operator);
        policies.applyTo(queues.all(), exchanges.all());
    }

    private void queueCreated(MessageQueue queue) {
        policies.applyTo(queue);
    }

    private void exchangeCreated(Exchange exchange) {
        policies.applyTo(exchange);
    }

    private void exchangeRefused(Exchange exchange) {
        if (exchanges.find(exchange.name()) == exchange) {
            delete(exchange);
        }
    }

    DelayedMessages delayed() {
        return delayed;
    }

    /** The messages that an exchange keeps back until their time has come. */
    public int delayedCount(Exchange exchange) {
        return delayed.count(exchange);
    }

    Bindings bindings() {
        return bindings;
    }

    /** What it has done. */
    public VirtualHostCounters counters() {
        return counters;
    }

    /** The heap that its transactions take. */
    public TransactionMemory transactionMemory() {
        return transactionMemory;
    }

    /** What became of its transactions. */
    public TransactionCounters transactions() {
        return transactions;
    }

    /** The broker's time; any thread. */
    public Instant now() {
        return scheduler.now();
    }

    /** What its queues hold and what it has done. */
    public MessageTotals totals() {
        return counters.totals(queues.all());
    }

    /** How its figures have developed. */
    public History history() {
        return history;
    }

    /** Counters and gauges as they are now, by the figure's ordinal. */
    public long[] values() {
        long[] values = counters.figures(queues.all());
        values[Figure.QUEUES.index()] = queues.all().size();
        values[Figure.EXCHANGES.index()] = exchanges.all().size();
        return values;
    }

    /** Its figures as they are now, with their rates. */
    public Figures figures() {
        long[] values = values();
        return history.now(figure -> values[figure.index()]);
    }

    /** It is time for a sample of it, its exchanges and its queues. Returns what {@link #values} does. */
    public long[] sample(Tick tick) {
        long[] values = values();
        history.sample(tick, figure -> values[figure.index()]);
        for (Exchange exchange : exchanges.all()) {
            exchange.history().sample(tick, exchange::value);
        }
        queues.sample(tick);
        return values;
    }

    /**
     * The exchange that the message is for, if it may be published; any message that passes can be given to {@link #publish}.
     *
     * @throws ChannelException 404 if there is no exchange with this name, 403 if it is internal, 406 if a CC or BCC header is malformed
     */
    public Exchange requirePublishable(Message message) throws ChannelException {
        return publications.requirePublishable(message);
    }

    /**
     * Routes a message to its queues (AMQP 0-9-1 §1.8.3.6).
     *
     * @param whenStored told once, if and only if the result is {@link PublishResult#STORING}
     */
    public PublishResult publish(Exchange exchange, Message message, Completion whenStored) {
        return publications.publish(exchange, message, whenStored);
    }

    /** Finds the queues of a message that is to be published with a transaction; none of them sees anything of it yet. */
    public StagedMessage stage(Exchange exchange, Message message) {
        return publications.stage(exchange, message);
    }

    /** Whether a queue would receive the message if it were published now. */
    public boolean routes(Exchange exchange, Message message) {
        return publications.routes(exchange, message);
    }

    /**
     * Finds the queues that a message goes to when it dies in a queue, as a part of a transaction.
     *
     * @return null if the queue has no dead letter exchange, or there is none of its name
     */
    public @Nullable StagedMessage stageDeadLetter(MessageQueue queue, Message message, DeathReason reason) {
        return publications.stageDeadLetter(queue, message, reason);
    }

    /**
     * Publishes the dead letters of deliveries that were settled just now. Who settles calls it afterwards, so that they come before what the client
     * does next; otherwise they come a little later.
     */
    public void publishDeadLetters() {
        deadLetters.publishSettled();
    }

    /** Publishes for a program in this JVM: what finds no queue is dropped. */
    public PublishResult publishOrDrop(Exchange exchange, Message message, Completion whenStored) {
        PublishResult result = publish(exchange, message, whenStored);
        if (result == PublishResult.UNROUTABLE) {
            counters.count(Figure.DROP_UNROUTABLE);
        }
        return result;
    }

    Publications publications() {
        return publications;
    }

    /** Where copies of what is published and delivered go. */
    public Firehose firehose() {
        return firehose;
    }

    /**
     * Binds a queue or an exchange to an exchange (AMQP 0-9-1 §1.7.2.3); an equal binding that exists already is fine.
     *
     * @return whether it is new
     * @throws ChannelException 403 for the default exchange, 404 if the exchange is missing, 406 if the arguments do not suit it
     */
    public boolean bind(String source, Destination destination, String routingKey, FieldTable arguments)
            throws ChannelException {
        return bindings.add(requireBindable(source, destination), new Binding(destination, routingKey, arguments));
    }

    /**
     * Unbinds (AMQP 0-9-1 §1.7.2.5); a binding or an exchange that does not exist is fine.
     *
     * @return whether there was such a binding
     * @throws ChannelException 403 for the default exchange
     */
    public boolean unbind(String source, Destination destination, String routingKey, FieldTable arguments)
            throws ChannelException {
        requireNotDefault(source, destination);
        Exchange exchange = exchanges.find(source);
        if (exchange == null || !bindings.remove(exchange, new Binding(destination, routingKey, arguments))) {
            return false;
        }
        deleteIfUnbound(exchange);
        return true;
    }

    private Exchange requireBindable(String source, Destination destination) throws ChannelException {
        requireNotDefault(source, destination);
        return exchanges.require(source);
    }

    private void requireNotDefault(String source, Destination destination) throws ChannelException {
        exchanges.requireNotDefault(source);
        if (destination instanceof Exchange) {
            exchanges.requireNotDefault(destination.name());
        }
    }

    /**
     * Deletes an exchange (AMQP 0-9-1 §1.6.2.3); one that does not exist is fine.
     *
     * @throws ChannelException 403 for the default and the predeclared exchanges, 406 if it is to be unused and has bindings
     */
    public void deleteExchange(String exchangeName, boolean ifUnused) throws ChannelException {
        exchanges.requireNotDefault(exchangeName);
        Exchange exchange = exchanges.find(exchangeName);
        if (exchange != null) {
            exchanges.requireDeletable(
                    exchange, ifUnused && !exchange.bindings().isEmpty());
            delete(exchange);
        }
    }

    private void delete(Exchange exchange) {
        exchanges.remove(exchange);
        delayed.remove(exchange);
        bindings.removeAllFrom(exchange);
        bindings.removeAllTo(exchange).forEach(this::deleteIfUnbound);
    }

    private void deleteIfUnbound(Exchange exchange) {
        boolean unused = exchange.autoDelete()
                && exchange.everBound()
                && exchange.bindings().isEmpty();
        if (unused && exchanges.find(exchange.name()) == exchange) {
            delete(exchange);
        }
    }

    /**
     * Deletes a queue with its messages and bindings and cancels its consumers (AMQP 0-9-1 §1.7.2.9).
     *
     * @return how many messages were ready
     * @throws ChannelException 406 if it is to be unused or empty and is not
     */
    public int deleteQueue(MessageQueue queue, boolean ifUnused, boolean ifEmpty) throws ChannelException {
        if (ifUnused && queue.consumerCount() > 0) {
            throw ChannelException.preconditionFailed(queue + " in use");
        }
        if (ifEmpty && queue.readyCount() > 0) {
            throw ChannelException.preconditionFailed(queue + " not empty");
        }
        return delete(queue);
    }

    private int delete(MessageQueue queue) {
        List<Exchange> sources = bindings.removeAllTo(queue);
        queues.remove(queue);
        counters.keep(queue);
        int messages = queue.delete();
        sources.forEach(this::deleteIfUnbound);
        return messages;
    }

    /**
     * Ends a subscription; the queue goes too if it was the last one of an auto-delete queue. Unacknowledged deliveries stay with the
     * consumer's channel.
     */
    public void unsubscribe(Consumer consumer) {
        MessageQueue queue = consumer.queue();
        boolean last = queue.remove(consumer) && queue.consumerCount() == 0;
        if (last && queue.options().autoDelete() && !queue.deleted()) {
            delete(queue);
        }
    }

    private void deleteUnlessDeleted(MessageQueue queue) {
        if (!queue.deleted()) {
            delete(queue);
        }
    }

    /**
     * The virtual host ends: its queues go with all their messages, and the store forgets it.
     *
     * @param forgotten run on the loop when the store has forgotten it
     */
    public void end(Runnable forgotten) {
        List.copyOf(queues.all()).forEach(this::delete);
        delayed.end();
        journal.end(new StoreOperation.RemoveVirtualHost(name), forgotten);
    }

    /** A connection has ended: its exclusive queues go. */
    public void connectionClosed(Object connection) {
        queues.ownedBy(connection).forEach(this::delete);
    }
}
