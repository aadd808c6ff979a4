package org.leveretmq.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Destination;
import org.leveretmq.message.Message;

/**
 * A queue (AMQP 0-9-1 §2.1.2 and §3.1.3): keeps messages in order and hands them to its consumers in turn.
 * Messages come in by {@link Arrivals}, wait in the {@link Backlog}, go out by {@link Deliveries} and leave for good by {@link Departures}.
 *
 * <p>Confined to the virtual host's loop. A message goes to a consumer at once if nothing is before it and one has credit. What
 * comes back takes its old place.
 */
public final class MessageQueue implements Destination {
    private final QueueName queueName;
    private final long id;
    private final QueueOptions options;
    private final @Nullable Object owner;
    private final QueueEnvironment environment;
    private final Backlog ready;
    private final Deliveries deliveries;
    private final Arrivals arrivals;
    private final QueueStatistics statistics;
    private QueueArguments arguments;
    private @Nullable QueueLease lease;
    private long lastRouting;
    private boolean deleted;

    /**
     * An empty queue.
     *
     * @param id unique among all queues of the store, for all time
     * @param owner the connection that has it exclusively, null if it is shared
     */
    public MessageQueue(
            QueueName queueName,
            long id,
            QueueOptions options,
            QueueArguments arguments,
            @Nullable Object owner,
            QueueEnvironment environment) {
        this.queueName = queueName;
        this.id = id;
        this.options = options;
        this.owner = owner;
        this.arguments = arguments;
        this.environment = environment;
        QueueCounters counters = new QueueCounters();
        PresentKeys duplicates = arguments.deduplication() ? new PresentKeys(arguments.deduplicationHeader()) : null;
        Departures departures = new Departures(this, environment, counters, duplicates);
        this.ready = new Backlog(this, arguments, environment, departures);
        this.deliveries = new Deliveries(this, ready, departures, environment, counters);
        this.arrivals = new Arrivals(this, ready, deliveries, departures, environment, counters, duplicates);
        this.statistics = new QueueStatistics(ready, deliveries, counters, environment.scheduler());
        this.lease = lease(arguments);
    }

    private @Nullable QueueLease lease(QueueArguments wanted) {
        Long expiresMillis = wanted.expiresMillis();
        return expiresMillis == null ? null : QueueLease.begin(expiresMillis, environment, this);
    }

    /**
     * From now on the queue works with these arguments: a policy has come, changed or gone. What waits already is treated as if it had come
     * under them. Priorities and the single active consumer stay as they were declared.
     */
    public void apply(QueueArguments effective) {
        if (deleted || effective.equals(arguments)) {
            return;
        }
        boolean otherLease = !Objects.equals(effective.expiresMillis(), arguments.expiresMillis());
        arguments = effective;
        if (otherLease) {
            stopLease();
            lease = lease(effective);
        }
        ready.apply(effective);
    }

    private void stopLease() {
        if (lease != null) {
            lease.stop();
        }
    }

    @Override
    public String name() {
        return queueName.name();
    }

    /** The id under which the store knows it. */
    public long id() {
        return id;
    }

    /** What it was declared with. */
    public QueueOptions options() {
        return options;
    }

    /** Whether the connection may use it: it is not exclusive, or this is its owner. */
    public boolean accessibleBy(Object connection) {
        return owner == null || owner == connection;
    }

    /** The connection that has it exclusively. */
    public @Nullable Object owner() {
        return owner;
    }

    /** The arguments in force: those it was declared with, and what policies add. */
    public QueueArguments arguments() {
        return arguments;
    }

    boolean countsDeliveries() {
        return arguments.deliveryLimit() != null;
    }

    /** Somebody uses the queue otherwise than by consuming: it is redeclared, or read with get. */
    public void touch() {
        if (lease != null) {
            lease.renew();
        }
    }

    /** No message behind this place was ever delivered. */
    public long deliveredUpTo() {
        return deliveries.deliveredUpTo();
    }

    /** Messages waiting. */
    public int readyCount() {
        return ready.size();
    }

    /** Messages delivered and not yet acknowledged. */
    public int unacknowledgedCount() {
        return deliveries.unacknowledgedCount();
    }

    /** Body bytes of the messages waiting. */
    public long readyBytes() {
        return ready.bodyBytes();
    }

    /** What it holds and what it has done. */
    public QueueStatistics statistics() {
        return statistics;
    }

    /** The first message that waits, null if there is none, or only the store has it. */
    public @Nullable Message head() {
        QueueEntry first = ready.peek();
        return first == null ? null : first.message();
    }

    /** The consumer that gets the messages, if only one at a time does; null if there is none. */
    public @Nullable Consumer activeConsumer() {
        return deliveries.activeConsumer();
    }

    /**
     * Whether this is the first time that the routing of this number reaches the queue; a queue receives a message once, whatever the
     * number of bindings that lead to it.
     */
    public boolean reachedFirst(long routing) {
        boolean first = lastRouting != routing;
        lastRouting = routing;
        return first;
    }

    /** Whether it was deleted; whoever still refers to it must not use it any more. */
    public boolean deleted() {
        return deleted;
    }

    /** Whether only one consumer at a time receives messages. */
    public boolean singleActiveConsumer() {
        return deliveries.singleActive();
    }

    /**
     * Whether the queue takes the message: it has room, or makes room by dropping the oldest. A message that is refused is dead-lettered,
     * if the queue was declared so.
     */
    public boolean accepts(Message message) {
        return arrivals.accepts(message);
    }

    /**
     * Adds a message at the tail, and delivers it if a consumer can take it now.
     *
     * @return the entry, or null if the message has already left the queue
     */
    public @Nullable QueueEntry enqueue(Message message) {
        return arrivals.enqueue(message);
    }

    /** Whether the queue is full and keeps what it has, so that a message that is to be staged cannot come in. */
    public boolean refuses(Message message) {
        return arrivals.refuses(message);
    }

    /**
     * Gives a message a place that nobody sees until it is shown ({@link #show}) or withdrawn ({@link #withdraw}).
     *
     * @return null if the queue has an equal message already and takes no second one
     */
    public @Nullable QueueEntry stage(Message message) {
        return arrivals.stage(message);
    }

    /** A staged entry comes into the queue: at the tail, or to a consumer that can take it now. */
    public void show(QueueEntry entry) {
        arrivals.show(entry);
    }

    /** A staged entry does not come: there was never a message. */
    public void withdraw(QueueEntry entry) {
        arrivals.withdraw(entry);
    }

    /**
     * Adds an entry that the store kept over a restart; entries come in ascending position, before any consumer.
     *
     * @param arrivedAtMillis when it came, in milliseconds since the epoch
     * @param redelivered whether it may have been delivered before
     * @return the entry, to be tied to its record
     */
    public QueueEntry restore(Message message, long position, long arrivedAtMillis, boolean redelivered) {
        return arrivals.restore(message, position, arrivedAtMillis, redelivered);
    }

    /**
     * Adds an entry that the store kept over a restart and that a prepared transaction holds: it counts as unacknowledged until it is settled.
     *
     * @return the entry, to be tied to its record
     */
    public QueueEntry restoreHeld(Message message, long position, long arrivedAtMillis) {
        return arrivals.restoreHeld(message, position, arrivedAtMillis);
    }

    /** Whether messages that the store has need not be in memory, too; such are added by {@link #restore(PagedEntry, int)}. */
    public boolean pageable() {
        return ready.pageable();
    }

    /** Adds an entry that the store kept over a restart and that stays there; entries come in ascending position, before any consumer. */
    public void restore(PagedEntry entry, int priority) {
        arrivals.restore(entry, priority);
    }

    /** Whether the store may have messages of it although they need not survive a restart. */
    public boolean usesStore() {
        return ready.usesStore();
    }

    /** Keeps only the next few messages in memory, as far as the store has the others. */
    public void saveMemory() {
        ready.saveMemory();
    }

    /**
     * Whether the first message is the one to be read next: it is in memory, none that has expired is before it, and none that belongs before
     * it is on its way back. See {@link #whenReadable}.
     */
    public boolean readable() {
        return !deliveries.held() && ready.headIsReady();
    }

    /** Runs the task when the queue is {@link #readable}: at once, or in a later task of the loop. */
    public void whenReadable(Runnable task) {
        if (readable()) {
            task.run();
        } else if (deliveries.held()) {
            environment.loop().execute(() -> whenReadable(task));
        } else {
            ready.later(() -> whenReadable(task));
        }
    }

    /**
     * Takes the first message for {@code basic.get} (AMQP 0-9-1 §1.8.3.10), if the queue is {@link #readable}.
     *
     * @param noAck whether it has left the queue for good; otherwise it counts as unacknowledged until it is settled
     * @return null if the queue is empty
     */
    public @Nullable QueueEntry get(boolean noAck) {
        touch();
        return deliveries.get(noAck);
    }

    /** The client has acknowledged a delivery: it has left the queue for good (AMQP 0-9-1 §1.8.3.13). */
    public void acknowledge(QueueEntry entry) {
        deliveries.acknowledge(entry);
    }

    /** The client has rejected a delivery and does not want it back (AMQP 0-9-1 §1.8.3.14). */
    public void reject(QueueEntry entry) {
        deliveries.reject(entry);
    }

    /** A rejected delivery leaves the queue; where it leads to was seen to by the caller. */
    public void leave(QueueEntry entry) {
        deliveries.leave(entry);
    }

    /** Puts a delivery back at its old place, marked as redelivered; call {@link #deliverReady} when all are back. */
    public void putBack(QueueEntry entry) {
        deliveries.putBack(entry);
    }

    /** Delivers nothing until {@link #release}: messages come back in several tasks, and later ones must not overtake them. */
    public void hold() {
        deliveries.hold();
    }

    /** Ends one {@link #hold}. */
    public void release() {
        deliveries.release();
    }

    /** Hands ready messages to consumers as long as there are both. */
    public void deliverReady() {
        deliveries.deliverReady();
    }

    /**
     * Adds a consumer; the caller then calls {@link #deliverReady}, after the client was told.
     *
     * @throws ChannelException 403 if another consumer is exclusive, or this one wants to be and is not alone
     */
    public void add(Consumer consumer) throws ChannelException {
        deliveries.add(consumer);
    }

    /** Takes a consumer away; its unacknowledged deliveries stay with its channel. Returns false if it was not there. */
    public boolean remove(Consumer consumer) {
        boolean removed = deliveries.remove(consumer);
        if (removed && !deleted) {
            touch();
            deliverReady();
        }
        return removed;
    }

    /** The consumer can take messages again: it has credit, or its target has. */
    public void resume(Consumer consumer) {
        deliveries.resume(consumer);
    }

    /** Its consumers, in the order they came. */
    public List<Consumer> consumers() {
        return List.copyOf(deliveries.consumers());
    }

    /** The number of its consumers. */
    public int consumerCount() {
        return deliveries.consumers().size();
    }

    /**
     * Drops the ready messages (AMQP 0-9-1 §1.7.2.7): at once for everybody who looks, in several tasks of the loop if there are many.
     *
     * @param done run when all are gone
     * @return how many there were
     */
    public int purge(Runnable done) {
        return ready.purge(done);
    }

    /** Ends the queue: drops its messages and cancels its consumers. Returns how many messages were ready. */
    public int delete() {
        deleted = true;
        ready.stop();
        stopLease();
        List<Consumer> cancelled = new ArrayList<>(deliveries.consumers());
        cancelled.forEach(deliveries::remove);
        int count = purge(() -> {});
        cancelled.forEach(consumer -> consumer.target().cancelled(consumer));
        return count;
    }

    @Override
    public String toString() {
        return queueName.toString();
    }
}
