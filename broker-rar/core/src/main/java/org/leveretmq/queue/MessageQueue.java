package org.leveretmq.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.MessageSizes;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Destination;
import org.leveretmq.message.Message;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.statistics.MessageCounters;
import org.leveretmq.statistics.Tick;

/**
 * A queue (AMQP 0-9-1 §2.1.2 and §3.1.3): keeps messages in order and hands them to its consumers in turn.
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
    private final ConsumerRing consumers;
    private final QueueCounters counters = new QueueCounters();
    private final History history = new History(Layout.QUEUE);
    private final CapacityMeter capacity = new CapacityMeter();
    private final @Nullable PresentKeys duplicates;
    private final Departures departures;
    private final Backlog ready;
    private QueueArguments arguments;
    private @Nullable QueueLease lease;
    private int holds;
    private long nextPosition = 1;
    private long deliveredUpTo;
    private long lastRouting;
    private int unacknowledged;
    private boolean deliveryPlanned;
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
        this.duplicates = arguments.deduplication() ? new PresentKeys(arguments.deduplicationHeader()) : null;
        this.departures = new Departures(this, environment, counters, duplicates);
        this.ready = new Backlog(this, arguments, environment, departures);
        this.consumers = new ConsumerRing(arguments.singleActiveConsumer());
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
        return deliveredUpTo;
    }

    /** Messages waiting. */
    public int readyCount() {
        return ready.size();
    }

    /** Messages delivered and not yet acknowledged. */
    public int unacknowledgedCount() {
        return unacknowledged;
    }

    /** Body bytes of the messages waiting. */
    public long readyBytes() {
        return ready.bodyBytes();
    }

    /** What it holds and what it has done. */
    public MessageTotals totals() {
        return counters.totals(ready.size(), unacknowledged);
    }

    /** What has happened to messages here. */
    public MessageCounters counters() {
        return counters.messages;
    }

    /** How its figures have developed. */
    public History history() {
        return history;
    }

    /** A figure as it is now. */
    public long value(Figure figure) {
        return switch (figure) {
            case MESSAGES_READY -> ready.size();
            case MESSAGES_UNACKNOWLEDGED -> unacknowledged;
            case MESSAGE_BYTES -> ready.bodyBytes() + counters.unacknowledgedBytes;
            case CONSUMERS -> consumerCount();
            default -> counters.messages.value(figure);
        };
    }

    /** Its figures as they are now, with their rates. */
    public Figures figures() {
        return history.now(this::value);
    }

    /** It is time for a sample. */
    public void sample(Tick tick) {
        history.sample(tick, this::value);
        capacity.nextWindow(environment.scheduler().nanoTime());
    }

    /** The share of the time, 0 to 1, in which a consumer could take a message at once; 0 without consumers. */
    public double consumerCapacity() {
        return consumers.all().isEmpty() ? 0 : capacity.share();
    }

    /** The sizes of what it holds. */
    public MessageSizes sizes() {
        long residentBytes = ready.residentBytes() + counters.unacknowledgedBytes;
        return new MessageSizes(
                ready.bodyBytes(),
                counters.unacknowledgedBytes,
                counters.persistent(),
                counters.persistentBytes(),
                ready.residentCount() + (long) unacknowledged,
                residentBytes);
    }

    /** The first message that waits, null if there is none, or only the store has it. */
    public @Nullable Message head() {
        QueueEntry first = ready.peek();
        return first == null ? null : first.message();
    }

    /** The consumer that gets the messages, if only one at a time does; null if there is none. */
    public @Nullable Consumer activeConsumer() {
        return consumers.singleActive() && !consumers.all().isEmpty()
                ? consumers.all().get(0)
                : null;
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
        return consumers.singleActive();
    }

    /**
     * Whether the queue takes the message: it has room, or makes room by dropping the oldest. A message that is refused is dead-lettered,
     * if the queue was declared so.
     */
    public boolean accepts(Message message) {
        if (arguments.overflow() == Overflow.DROP_HEAD || !ready.full(message)) {
            return true;
        }
        if (arguments.overflow() == Overflow.REJECT_PUBLISH_DLX && arguments.deadLetterExchange() != null) {
            environment.deadLetters().accept(this, message, DeathReason.MAXLEN, () -> {});
        }
        return false;
    }

    /**
     * Adds a message at the tail, and delivers it if a consumer can take it now.
     *
     * @return the entry, or null if the message has already left the queue
     */
    public @Nullable QueueEntry enqueue(Message message) {
        counters.messages.count(Figure.PUBLISH);
        if (duplicates != null && !duplicates.add(message)) {
            return null;
        }
        if (ready.isEmpty() && holds == 0) {
            Consumer consumer = consumers.next();
            if (consumer != null) {
                return deliverAtOnce(consumer, message);
            }
            waitForConsumers(true);
        }
        QueueEntry entry = newEntry(message);
        ready.add(entry);
        return entry;
    }

    private @Nullable QueueEntry deliverAtOnce(Consumer consumer, Message message) {
        if (consumer.noAck()) {
            counters.messages.count(Figure.DELIVER_NO_ACK);
            counters.dequeued++;
            nextPosition++;
            if (duplicates != null) {
                duplicates.remove(message);
            }
            consumer.target().deliverSettled(consumer, message, false);
            return null;
        }
        counters.messages.count(Figure.DELIVER);
        QueueEntry entry = newEntry(message);
        addUnacknowledged(entry);
        deliveredUpTo = entry.position();
        consumer.deliver(entry);
        return entry;
    }

    /** Whether the queue is full and keeps what it has, so that a message that is to be staged cannot come in. */
    public boolean refuses(Message message) {
        return arguments.overflow() != Overflow.DROP_HEAD && ready.full(message);
    }

    /**
     * Gives a message a place that nobody sees until it is shown ({@link #show}) or withdrawn ({@link #withdraw}).
     *
     * @return null if the queue has an equal message already and takes no second one
     */
    public @Nullable QueueEntry stage(Message message) {
        if (duplicates != null && !duplicates.add(message)) {
            return null;
        }
        ready.stage(message, 1);
        return newEntry(message);
    }

    /** A staged entry comes into the queue: at the tail, or to a consumer that can take it now. */
    public void show(QueueEntry entry) {
        ready.stage(entry.message(), -1);
        counters.messages.count(Figure.PUBLISH);
        if (deleted) {
            departures.discard(entry);
            return;
        }
        boolean first = ready.isEmpty() && holds == 0;
        Consumer consumer = first ? consumers.next() : null;
        if (consumer == null) {
            ready.add(entry);
        } else {
            deliver(consumer, entry);
        }
    }

    /** A staged entry does not come: there was never a message. */
    public void withdraw(QueueEntry entry) {
        ready.stage(entry.message(), -1);
        if (duplicates != null) {
            duplicates.remove(entry.message());
        }
        environment.heap().drop(entry.message());
    }

    private void addUnacknowledged(QueueEntry entry) {
        unacknowledged++;
        counters.unacknowledgedBytes += entry.message().body().length;
    }

    private void removeUnacknowledged(QueueEntry entry) {
        unacknowledged--;
        counters.unacknowledgedBytes -= entry.message().body().length;
    }

    private QueueEntry newEntry(Message message) {
        environment.heap().hold(message);
        counters.entered(message);
        return new QueueEntry(
                this, message, nextPosition++, environment.scheduler().currentTimeMillis());
    }

    /**
     * Adds an entry that the store kept over a restart; entries come in ascending position, before any consumer.
     *
     * @param arrivedAtMillis when it came, in milliseconds since the epoch
     * @param redelivered whether it may have been delivered before
     * @return the entry, to be tied to its record
     */
    public QueueEntry restore(Message message, long position, long arrivedAtMillis, boolean redelivered) {
        nextPosition = Math.max(nextPosition, position + 1);
        environment.heap().hold(message);
        counters.entered(message);
        QueueEntry entry = new QueueEntry(this, message, position, arrivedAtMillis);
        if (redelivered) {
            entry.markRedelivered();
            deliveredUpTo = position;
        }
        if (duplicates != null) {
            duplicates.add(message);
        }
        ready.addKept(entry);
        return entry;
    }

    /**
     * Adds an entry that the store kept over a restart and that a prepared transaction holds: it counts as unacknowledged until it is settled.
     *
     * @return the entry, to be tied to its record
     */
    public QueueEntry restoreHeld(Message message, long position, long arrivedAtMillis) {
        nextPosition = Math.max(nextPosition, position + 1);
        environment.heap().hold(message);
        QueueEntry entry = new QueueEntry(this, message, position, arrivedAtMillis);
        entry.markRedelivered();
        deliveredUpTo = Math.max(deliveredUpTo, position);
        if (duplicates != null) {
            duplicates.add(message);
        }
        unacknowledged++;
        return entry;
    }

    /** Whether messages that the store has need not be in memory, too; such are added by {@link #restore(PagedEntry, int)}. */
    public boolean pageable() {
        return ready.pageable();
    }

    /** Adds an entry that the store kept over a restart and that stays there; entries come in ascending position, before any consumer. */
    public void restore(PagedEntry entry, int priority) {
        nextPosition = Math.max(nextPosition, entry.position() + 1);
        counters.entered(entry.bodyBytes());
        if (entry.redelivered()) {
            deliveredUpTo = entry.position();
        }
        ready.addPaged(entry, priority);
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
        return holds == 0 && ready.headIsReady();
    }

    /** Runs the task when the queue is {@link #readable}: at once, or in a later task of the loop. */
    public void whenReadable(Runnable task) {
        if (readable()) {
            task.run();
        } else if (holds > 0) {
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
        QueueEntry entry = ready.poll();
        if (entry == null) {
            counters.messages.count(Figure.GET_EMPTY);
            return null;
        }
        counters.messages.count(noAck ? Figure.GET_NO_ACK : Figure.GET);
        countDelivery(entry);
        if (noAck) {
            departures.discard(entry);
        } else {
            addUnacknowledged(entry);
        }
        return entry;
    }

    /** The client has acknowledged a delivery: it has left the queue for good (AMQP 0-9-1 §1.8.3.13). */
    public void acknowledge(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.ACK);
        departures.discard(entry);
    }

    /** The client has rejected a delivery and does not want it back (AMQP 0-9-1 §1.8.3.14). */
    public void reject(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.REJECT);
        departures.die(entry, DeathReason.REJECTED);
    }

    /** A rejected delivery leaves the queue; where it leads to was seen to by the caller. */
    public void leave(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.REJECT);
        departures.discard(entry);
    }

    /** Puts a delivery back at its old place, marked as redelivered; call {@link #deliverReady} when all are back. */
    public void putBack(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.REQUEUE);
        if (deleted) {
            departures.discard(entry);
            return;
        }
        entry.returned();
        Long limit = arguments.deliveryLimit();
        if (limit != null && entry.deliveryCount() > limit) {
            departures.die(entry, DeathReason.DELIVERY_LIMIT);
            return;
        }
        ready.putBack(entry);
    }

    /** Delivers nothing until {@link #release}: messages come back in several tasks, and later ones must not overtake them. */
    public void hold() {
        holds++;
    }

    /** Ends one {@link #hold}. */
    public void release() {
        holds--;
        deliverReady();
    }

    /** Hands ready messages to consumers as long as there are both. */
    public void deliverReady() {
        while (holds == 0 && !ready.isEmpty()) {
            if (!ready.headIsReady()) {
                deliverLater();
                return;
            }
            Consumer consumer = consumers.next();
            QueueEntry entry = consumer == null ? null : ready.poll();
            if (consumer == null || entry == null) {
                waitForConsumers(!ready.isEmpty());
                return;
            }
            deliver(consumer, entry);
        }
        waitForConsumers(false);
    }

    private void waitForConsumers(boolean wait) {
        if (wait != capacity.waiting()) {
            capacity.waiting(wait, environment.scheduler().nanoTime());
        }
    }

    private void deliverLater() {
        if (!deliveryPlanned && consumers.anyWithCredit()) {
            deliveryPlanned = true;
            ready.later(() -> {
                deliveryPlanned = false;
                deliverReady();
            });
        }
    }

    private void deliver(Consumer consumer, QueueEntry entry) {
        counters.messages.count(consumer.noAck() ? Figure.DELIVER_NO_ACK : Figure.DELIVER);
        countDelivery(entry);
        if (consumer.noAck()) {
            consumer.target().deliverSettled(consumer, entry.message(), entry.redelivered());
            departures.discard(entry);
        } else {
            addUnacknowledged(entry);
            consumer.deliver(entry);
        }
    }

    private void countDelivery(QueueEntry entry) {
        deliveredUpTo = Math.max(deliveredUpTo, entry.position());
        if (entry.redelivered()) {
            counters.messages.count(Figure.REDELIVER);
        }
    }

    /**
     * Adds a consumer; the caller then calls {@link #deliverReady}, after the client was told.
     *
     * @throws ChannelException 403 if another consumer is exclusive, or this one wants to be and is not alone
     */
    public void add(Consumer consumer) throws ChannelException {
        boolean taken = !consumers.all().isEmpty()
                && (consumer.exclusive() || consumers.all().get(0).exclusive());
        if (taken) {
            throw ChannelException.accessRefused(queueName + " in exclusive use");
        }
        consumers.add(consumer);
    }

    private void released() {
        touch();
        deliverReady();
    }

    /** Takes a consumer away; its unacknowledged deliveries stay with its channel. Returns false if it was not there. */
    public boolean remove(Consumer consumer) {
        boolean removed = consumers.remove(consumer);
        if (removed && !deleted) {
            released();
        }
        return removed;
    }

    /** The consumer can take messages again: it has credit, or its target has. */
    public void resume(Consumer consumer) {
        if (consumers.resume(consumer)) {
            deliverReady();
        }
    }

    /** Its consumers, in the order they came. */
    public List<Consumer> consumers() {
        return List.copyOf(consumers.all());
    }

    /** The number of its consumers. */
    public int consumerCount() {
        return consumers.all().size();
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
        List<Consumer> cancelled = new ArrayList<>(consumers.all());
        cancelled.forEach(consumers::remove);
        int count = purge(() -> {});
        cancelled.forEach(consumer -> consumer.target().cancelled(consumer));
        return count;
    }

    @Override
    public String toString() {
        return queueName.toString();
    }
}
