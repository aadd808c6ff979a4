package org.leveretmq.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.error.ChannelException;

/**
 * How messages go to consumers and to those who ask for one, and what becomes of those that have to be acknowledged. Confined to the virtual host's
 * loop.
 */
final class Deliveries {
    private final MessageQueue queue;
    private final Backlog ready;
    private final Departures departures;
    private final QueueEnvironment environment;
    private final QueueCounters counters;
    private final ConsumerRing consumers;
    private final CapacityMeter capacity = new CapacityMeter();
    private int holds;
    private long deliveredUpTo;
    private int unacknowledged;
    private boolean deliveryPlanned;

    Deliveries(
            MessageQueue queue,
            Backlog ready,
            Departures departures,
            QueueEnvironment environment,
            QueueCounters counters) {
        this.queue = queue;
        this.ready = ready;
        this.departures = departures;
        this.environment = environment;
        this.counters = counters;
        this.consumers = new ConsumerRing(queue.arguments().singleActiveConsumer());
    }

    List<Consumer> consumers() {
        return consumers.all();
    }

    boolean singleActive() {
        return consumers.singleActive();
    }

    @Nullable
    Consumer activeConsumer() {
        return consumers.singleActive() && !consumers.all().isEmpty()
                ? consumers.all().get(0)
                : null;
    }

    CapacityMeter capacity() {
        return capacity;
    }

    /** No message behind this place was ever delivered. */
    long deliveredUpTo() {
        return deliveredUpTo;
    }

    /** Messages delivered and not yet acknowledged. */
    int unacknowledgedCount() {
        return unacknowledged;
    }

    /** What is at this place was delivered before a restart. */
    void wasDelivered(long position) {
        deliveredUpTo = Math.max(deliveredUpTo, position);
    }

    /** What is at this place was delivered before a restart, and is still unacknowledged. */
    void restoreUnacknowledged(long position) {
        wasDelivered(position);
        unacknowledged++;
    }

    /** Whether deliveries are held at present. */
    boolean held() {
        return holds > 0;
    }

    void hold() {
        holds++;
    }

    void release() {
        holds--;
        deliverReady();
    }

    /** The consumer whose turn it is, null if none can take a message. */
    @Nullable
    Consumer nextConsumer() {
        return consumers.next();
    }

    /** Delivers a message that has just come and never waited to a consumer that acknowledges. */
    void deliverFirst(Consumer consumer, QueueEntry entry) {
        counters.messages.count(Figure.DELIVER);
        addUnacknowledged(entry);
        deliveredUpTo = entry.position();
        consumer.deliver(entry);
    }

    void deliver(Consumer consumer, QueueEntry entry) {
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

    /** Hands ready messages to consumers as long as there are both. */
    void deliverReady() {
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

    /** Whether messages wait for consumers from now on. */
    void waitForConsumers(boolean wait) {
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

    private void countDelivery(QueueEntry entry) {
        deliveredUpTo = Math.max(deliveredUpTo, entry.position());
        if (entry.redelivered()) {
            counters.messages.count(Figure.REDELIVER);
        }
    }

    /** Takes the first message, null if there is none. */
    @Nullable
    QueueEntry get(boolean noAck) {
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

    private void addUnacknowledged(QueueEntry entry) {
        unacknowledged++;
        counters.unacknowledgedBytes += entry.message().body().length;
    }

    private void removeUnacknowledged(QueueEntry entry) {
        unacknowledged--;
        counters.unacknowledgedBytes -= entry.message().body().length;
    }

    void acknowledge(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.ACK);
        departures.discard(entry);
    }

    void reject(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.REJECT);
        departures.die(entry, DeathReason.REJECTED);
    }

    /** A rejected delivery leaves; where it leads to was seen to. */
    void leave(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.REJECT);
        departures.discard(entry);
    }

    /** A delivery comes back, unless it has come back too often. */
    void putBack(QueueEntry entry) {
        removeUnacknowledged(entry);
        counters.messages.count(Figure.REQUEUE);
        if (queue.deleted()) {
            departures.discard(entry);
            return;
        }
        entry.returned();
        Long limit = queue.arguments().deliveryLimit();
        if (limit != null && entry.deliveryCount() > limit) {
            departures.die(entry, DeathReason.DELIVERY_LIMIT);
            return;
        }
        ready.putBack(entry);
    }

    /** Adds a consumer. @throws ChannelException 403 if another consumer is exclusive, or this one wants to be and is not alone */
    void add(Consumer consumer) throws ChannelException {
        boolean taken = !consumers.all().isEmpty()
                && (consumer.exclusive() || consumers.all().get(0).exclusive());
        if (taken) {
            throw ChannelException.accessRefused(queue + " in exclusive use");
        }
        consumers.add(consumer);
    }

    boolean remove(Consumer consumer) {
        return consumers.remove(consumer);
    }

    /** The consumer can take messages again. */
    void resume(Consumer consumer) {
        if (consumers.resume(consumer)) {
            deliverReady();
        }
    }
}
