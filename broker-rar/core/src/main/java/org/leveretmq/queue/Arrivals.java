package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.message.Message;

/**
 * How messages come into a queue: published, with a transaction, or from the store after a restart; each gets its position here. Confined to the
 * virtual host's loop.
 */
final class Arrivals {
    private final MessageQueue queue;
    private final Backlog ready;
    private final Deliveries deliveries;
    private final Departures departures;
    private final QueueEnvironment environment;
    private final QueueCounters counters;
    private final @Nullable PresentKeys duplicates;
    private long nextPosition = 1;

    Arrivals(
            MessageQueue queue,
            Backlog ready,
            Deliveries deliveries,
            Departures departures,
            QueueEnvironment environment,
            QueueCounters counters,
            @Nullable PresentKeys duplicates) {
        this.queue = queue;
        this.ready = ready;
        this.deliveries = deliveries;
        this.departures = departures;
        this.environment = environment;
        this.counters = counters;
        this.duplicates = duplicates;
    }

    /** Whether there is room, or room is made; what is refused is dead-lettered if the queue was declared so. */
    boolean accepts(Message message) {
        QueueArguments arguments = queue.arguments();
        if (arguments.overflow() == Overflow.DROP_HEAD || !ready.full(message)) {
            return true;
        }
        if (arguments.overflow() == Overflow.REJECT_PUBLISH_DLX && arguments.deadLetterExchange() != null) {
            environment.deadLetters().accept(queue, message, DeathReason.MAXLEN, () -> {});
        }
        return false;
    }

    /** Whether the queue is full and keeps what it has. */
    boolean refuses(Message message) {
        return queue.arguments().overflow() != Overflow.DROP_HEAD && ready.full(message);
    }

    /** Adds a message at the tail, or delivers it at once. Returns null if it has left already. */
    @Nullable
    QueueEntry enqueue(Message message) {
        counters.messages.count(Figure.PUBLISH);
        if (duplicates != null && !duplicates.add(message)) {
            return null;
        }
        if (ready.isEmpty() && !deliveries.held()) {
            Consumer consumer = deliveries.nextConsumer();
            if (consumer != null) {
                return deliverAtOnce(consumer, message);
            }
            deliveries.waitForConsumers(true);
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
        QueueEntry entry = newEntry(message);
        deliveries.deliverFirst(consumer, entry);
        return entry;
    }

    private QueueEntry newEntry(Message message) {
        environment.heap().hold(message);
        counters.entered(message);
        return new QueueEntry(
                queue, message, nextPosition++, environment.scheduler().currentTimeMillis());
    }

    /** Gives a message a place that nobody sees yet; null if there is an equal one already. */
    @Nullable
    QueueEntry stage(Message message) {
        if (duplicates != null && !duplicates.add(message)) {
            return null;
        }
        ready.stage(message, 1);
        return newEntry(message);
    }

    /** A staged entry comes: at the tail, or to a consumer that can take it now. */
    void show(QueueEntry entry) {
        ready.stage(entry.message(), -1);
        counters.messages.count(Figure.PUBLISH);
        if (queue.deleted()) {
            departures.discard(entry);
            return;
        }
        boolean first = ready.isEmpty() && !deliveries.held();
        Consumer consumer = first ? deliveries.nextConsumer() : null;
        if (consumer == null) {
            ready.add(entry);
        } else {
            deliveries.deliver(consumer, entry);
        }
    }

    /** A staged entry does not come: there was never a message. */
    void withdraw(QueueEntry entry) {
        ready.stage(entry.message(), -1);
        if (duplicates != null) {
            duplicates.remove(entry.message());
        }
        environment.heap().drop(entry.message());
    }

    /** Adds an entry that the store kept over a restart. */
    QueueEntry restore(Message message, long position, long arrivedAtMillis, boolean redelivered) {
        counters.entered(message);
        QueueEntry entry = restored(message, position, arrivedAtMillis);
        if (redelivered) {
            entry.markRedelivered();
            deliveries.wasDelivered(position);
        }
        ready.addKept(entry);
        return entry;
    }

    /** Adds an entry that the store kept and that a prepared transaction holds. */
    QueueEntry restoreHeld(Message message, long position, long arrivedAtMillis) {
        QueueEntry entry = restored(message, position, arrivedAtMillis);
        entry.markRedelivered();
        deliveries.restoreUnacknowledged(position);
        return entry;
    }

    private QueueEntry restored(Message message, long position, long arrivedAtMillis) {
        nextPosition = Math.max(nextPosition, position + 1);
        environment.heap().hold(message);
        if (duplicates != null) {
            duplicates.add(message);
        }
        return new QueueEntry(queue, message, position, arrivedAtMillis);
    }

    /** Adds an entry that the store kept over a restart and that stays there. */
    void restore(PagedEntry entry, int priority) {
        nextPosition = Math.max(nextPosition, entry.position() + 1);
        counters.entered(entry.bodyBytes());
        if (entry.redelivered()) {
            deliveries.wasDelivered(entry.position());
        }
        ready.addPaged(entry, priority);
    }
}
