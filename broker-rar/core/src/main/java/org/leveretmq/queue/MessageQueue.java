package org.leveretmq.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Destination;
import org.leveretmq.message.Message;

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
    private final HeapAccount heap;
    private final ReadyList ready = new ReadyList();
    private final ConsumerRing consumers;
    private final QueueCounters counters = new QueueCounters();
    private long nextPosition = 1;
    private long lastRouting;
    private int unacknowledged;
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
            HeapAccount heap) {
        this.queueName = queueName;
        this.id = id;
        this.options = options;
        this.owner = owner;
        this.heap = heap;
        this.consumers = new ConsumerRing(arguments.singleActiveConsumer());
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
     * Adds a message at the tail, and delivers it if a consumer can take it now.
     *
     * @return the entry, or null if the message has already left the queue
     */
    public @Nullable QueueEntry enqueue(Message message) {
        counters.published++;
        if (ready.isEmpty()) {
            Consumer consumer = consumers.next();
            if (consumer != null) {
                return deliverAtOnce(consumer, message);
            }
        }
        QueueEntry entry = newEntry(message);
        ready.add(entry);
        return entry;
    }

    private @Nullable QueueEntry deliverAtOnce(Consumer consumer, Message message) {
        counters.delivered++;
        if (consumer.noAck()) {
            counters.dequeued++;
            nextPosition++;
            consumer.target().deliverSettled(consumer, message, false);
            return null;
        }
        QueueEntry entry = newEntry(message);
        unacknowledged++;
        consumer.deliver(entry);
        return entry;
    }

    private QueueEntry newEntry(Message message) {
        heap.hold(message);
        return new QueueEntry(this, message, nextPosition++);
    }

    /**
     * Adds an entry that the store kept over a restart; entries come in ascending position, before any consumer.
     *
     * @return the entry, to be tied to its record
     */
    public QueueEntry restore(Message message, long position) {
        nextPosition = Math.max(nextPosition, position + 1);
        heap.hold(message);
        QueueEntry entry = new QueueEntry(this, message, position);
        entry.markRedelivered();
        ready.add(entry);
        return entry;
    }

    /**
     * Takes the first message for {@code basic.get} (AMQP 0-9-1 §1.8.3.10).
     *
     * @param noAck whether it has left the queue for good; otherwise it counts as unacknowledged until it is settled
     * @return null if the queue is empty
     */
    public @Nullable QueueEntry get(boolean noAck) {
        QueueEntry entry = ready.poll();
        if (entry == null) {
            return null;
        }
        counters.got++;
        countRedelivery(entry);
        if (noAck) {
            discard(entry);
        } else {
            unacknowledged++;
        }
        return entry;
    }

    /** The client has acknowledged a delivery: it has left the queue for good (AMQP 0-9-1 §1.8.3.13). */
    public void acknowledge(QueueEntry entry) {
        unacknowledged--;
        counters.acknowledged++;
        discard(entry);
    }

    /** The client has rejected a delivery and does not want it back (AMQP 0-9-1 §1.8.3.14). */
    public void reject(QueueEntry entry) {
        unacknowledged--;
        discard(entry);
    }

    /** Puts a delivery back at its old place, marked as redelivered; call {@link #deliverReady} when all are back. */
    public void putBack(QueueEntry entry) {
        unacknowledged--;
        if (deleted) {
            discard(entry);
            return;
        }
        entry.returned();
        ready.putBack(entry);
    }

    /** Hands ready messages to consumers as long as there are both. */
    public void deliverReady() {
        while (!ready.isEmpty()) {
            Consumer consumer = consumers.next();
            if (consumer == null) {
                return;
            }
            deliver(consumer, takeReady());
        }
    }

    private QueueEntry takeReady() {
        QueueEntry entry = ready.poll();
        if (entry == null) {
            throw new IllegalStateException(queueName + " is empty");
        }
        return entry;
    }

    private void deliver(Consumer consumer, QueueEntry entry) {
        counters.delivered++;
        countRedelivery(entry);
        if (consumer.noAck()) {
            consumer.target().deliverSettled(consumer, entry.message(), entry.redelivered());
            discard(entry);
        } else {
            unacknowledged++;
            consumer.deliver(entry);
        }
    }

    private void countRedelivery(QueueEntry entry) {
        if (entry.redelivered()) {
            counters.redelivered++;
        }
    }

    private void discard(QueueEntry entry) {
        counters.dequeued++;
        heap.drop(entry.message());
        entry.settle();
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

    /** Takes a consumer away; its unacknowledged deliveries stay with its channel. Returns false if it was not there. */
    public boolean remove(Consumer consumer) {
        boolean removed = consumers.remove(consumer);
        if (removed && !deleted) {
            deliverReady();
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

    /** Drops the ready messages (AMQP 0-9-1 §1.7.2.7). Returns how many there were. */
    public int purge() {
        int count = 0;
        QueueEntry entry;
        while ((entry = ready.poll()) != null) {
            discard(entry);
            count++;
        }
        return count;
    }

    /** Ends the queue: drops its messages and cancels its consumers. Returns how many messages were ready. */
    public int delete() {
        deleted = true;
        List<Consumer> cancelled = new ArrayList<>(consumers.all());
        cancelled.forEach(consumers::remove);
        int count = purge();
        cancelled.forEach(consumer -> consumer.target().cancelled(consumer));
        return count;
    }

    @Override
    public String toString() {
        return queueName.toString();
    }
}
