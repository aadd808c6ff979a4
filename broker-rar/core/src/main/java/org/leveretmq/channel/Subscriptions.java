package org.leveretmq.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.DeliveryTarget;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.wire.method.BasicCancel;

/**
 * The consumers of a channel, and the deliveries it has to acknowledge (AMQP 0-9-1 §1.8). Confined to the virtual host's loop.
 */
public final class Subscriptions implements DeliveryTarget {
    /** As many deliveries are settled in one task of the loop; then others get their turn. */
    private static final int DELIVERIES_AT_ONCE = 256;

    private final Channel channel;
    private final Outbound outbound;
    private final Map<String, Consumer> consumers = new LinkedHashMap<>();
    private final UnacknowledgedDeliveries unacknowledged = new UnacknowledgedDeliveries();
    private final AcknowledgementTimeout timeout;
    private final DeliveryWindow window;
    private long lastTag;
    private int globalPrefetch;
    private int heldByConsumers;
    private boolean flowActive = true;

    Subscriptions(Channel channel) {
        this.channel = channel;
        this.outbound = channel.context().outbound();
        this.timeout = new AcknowledgementTimeout(channel.context(), this::checkDeadlines);
        this.window = new DeliveryWindow(
                channel.context().scheduler(),
                channel.context().virtualHost().loop(),
                () -> heldByConsumers,
                channel::waitsForAnswer,
                this::resumeConsumers);
    }

    /** The channel's consumers. */
    public Collection<Consumer> consumers() {
        return List.copyOf(consumers.values());
    }

    /** The number of its consumers. */
    public int consumerCount() {
        return consumers.size();
    }

    /** Deliveries that were not acknowledged yet. */
    public int unacknowledgedCount() {
        return unacknowledged.size();
    }

    /** The prefetch of the channel as a whole, 0 for no limit. */
    public int globalPrefetch() {
        return globalPrefetch;
    }

    /** Whether deliveries flow. */
    public boolean flowActive() {
        return flowActive;
    }

    boolean has(String consumerTag) {
        return consumers.containsKey(consumerTag);
    }

    void add(Consumer consumer) throws ChannelException {
        consumer.queue().add(consumer);
        consumers.put(consumer.tag(), consumer);
    }

    void cancel(String consumerTag) {
        Consumer consumer = consumers.remove(consumerTag);
        if (consumer != null) {
            channel.context().virtualHost().unsubscribe(consumer);
        }
    }

    /** All consumers go; what they have not acknowledged stays here. */
    void stop() {
        List<Consumer> all = new ArrayList<>(consumers.values());
        consumers.clear();
        all.forEach(channel.context().virtualHost()::unsubscribe);
    }

    void flow(boolean active) {
        flowActive = active;
        if (active) {
            resumeConsumers();
        }
    }

    void globalPrefetch(int count) {
        globalPrefetch = count;
        resumeConsumers();
    }

    /** Something that kept consumers from receiving may be gone: the client reads again, or acknowledges. */
    public void resumeConsumers() {
        for (Consumer consumer : new ArrayList<>(consumers.values())) {
            consumer.queue().resume(consumer);
        }
    }

    @Override
    public boolean accepts(Consumer consumer) {
        return flowActive && (consumer.noAck() || hasRoomFor(consumer)) && outbound.writable();
    }

    private boolean hasRoomFor(Consumer consumer) {
        if (globalPrefetch > 0) {
            return heldByConsumers < globalPrefetch;
        }
        boolean limited =
                consumer.prefetchCount() > 0 || !channel.transactions().selected();
        return limited || window.hasRoom();
    }

    /** How much a transactional channel may be sent without a prefetch. */
    DeliveryWindow window() {
        return window;
    }

    @Override
    public void deliver(Consumer consumer, QueueEntry entry) {
        heldByConsumers++;
        long tag = track(entry, consumer);
        countDelivered(Figure.DELIVER, entry.redelivered());
        trace(entry.message(), consumer.queue(), entry.redelivered());
        outbound.deliver(channel.number(), consumer, tag, entry.redelivered(), entry.outgoing());
    }

    @Override
    public void deliverSettled(Consumer consumer, Message message, boolean redelivered) {
        trace(message, consumer.queue(), redelivered);
        countDelivered(Figure.DELIVER_NO_ACK, redelivered);
        outbound.deliver(channel.number(), consumer, nextTag(), redelivered, message);
    }

    /** Counts a message that goes to the client. */
    void countDelivered(Figure counter, boolean redelivered) {
        channel.counters().count(counter);
        if (redelivered) {
            channel.counters().count(Figure.REDELIVER);
        }
    }

    /** The connection of its channel. */
    public String connectionName() {
        return channel.context().connectionName();
    }

    /** The number of its channel. */
    public int channelNumber() {
        return channel.number();
    }

    /** The user of its connection. */
    public String user() {
        return channel.context().permissions().user();
    }

    /** Shows the firehose what is delivered. */
    void trace(Message message, MessageQueue queue, boolean redelivered) {
        channel.context().virtualHost().firehose().delivered(message, queue, redelivered, channel.tap());
    }

    @Override
    public void cancelled(Consumer consumer) {
        consumers.remove(consumer.tag());
        if (channel.context().settings().consumerCancelNotify()) {
            channel.send(new BasicCancel(consumer.tag(), true));
        }
    }

    long nextTag() {
        return ++lastTag;
    }

    /** Gives the entry a delivery tag and waits for its acknowledgement. */
    long track(QueueEntry entry, @Nullable Consumer consumer) {
        long tag = nextTag();
        unacknowledged.add(new Delivery(tag, entry, consumer, timeout.deadline(entry, consumer)));
        return tag;
    }

    /** The first deadline may have come: a client that keeps a delivery for too long loses its channel. */
    private void checkDeadlines() {
        Delivery urgent = unacknowledged.mostUrgent();
        if (urgent == null) {
            return;
        }
        if (!timeout.passed(urgent.deadlineMillis())) {
            timeout.watch(urgent.deadlineMillis());
        } else if (!channel.failNow(ChannelException.preconditionFailed("delivery acknowledgement on channel "
                + channel.number() + " timed out. Timeout value used: "
                + timeout.limitMillis(urgent.entry(), urgent.consumer()) + " ms"))) {
            timeout.retry();
        }
    }

    /**
     * Takes out what an ack, nack or reject means.
     *
     * @throws ChannelException 406 if the tag is unknown or was settled before; tag 0 with multiple means everything, even nothing
     */
    List<Delivery> take(long tag, boolean multiple) throws ChannelException {
        if (tag == 0 && multiple) {
            return unacknowledged.takeAll();
        }
        if (multiple) {
            List<Delivery> taken = unacknowledged.takeUpTo(tag);
            if (!taken.isEmpty()) {
                return taken;
            }
        } else {
            Delivery taken = unacknowledged.take(tag);
            if (taken != null) {
                return List.of(taken);
            }
        }
        throw ChannelException.preconditionFailed("unknown delivery tag " + Long.toUnsignedString(tag));
    }

    /** Takes back what was taken out before: the transaction that held it was rolled back. */
    void undo(List<Delivery> deliveries) {
        unacknowledged.putBack(deliveries);
    }

    void acknowledge(List<Delivery> deliveries) {
        channel.counters().count(Figure.ACK, deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            delivery.entry().queue().acknowledge(delivery.entry());
            release(delivery);
        }
        resumeAfter(deliveries);
    }

    void reject(List<Delivery> deliveries) {
        channel.counters().count(Figure.REJECT, deliveries.size());
        for (Delivery delivery : deliveries) {
            delivery.entry().queue().reject(delivery.entry());
            release(delivery);
        }
        channel.context().virtualHost().publishDeadLetters();
        resumeAfter(deliveries);
    }

    void requeue(List<Delivery> deliveries) {
        channel.counters().count(Figure.REQUEUE, deliveries.size());
        for (Delivery delivery : deliveries) {
            delivery.entry().queue().putBack(delivery.entry());
            release(delivery);
        }
        channel.context().virtualHost().publishDeadLetters();
        queuesOf(deliveries).forEach(MessageQueue::deliverReady);
        resumeAfter(deliveries);
    }

    /** A transaction has ended these deliveries. */
    void settled(List<Delivery> deliveries) {
        deliveries.forEach(this::release);
        channel.context().virtualHost().publishDeadLetters();
        queuesOf(deliveries).forEach(MessageQueue::deliverReady);
        resumeAfter(deliveries);
    }

    /** The channel ends: everything goes back. */
    void end() {
        timeout.stop();
        window.stop();
        requeueAll();
    }

    void requeueAll() {
        settleInSteps(takeAll(), Settlement.REQUEUE, () -> {});
    }

    /** Takes out everything that is unacknowledged. */
    List<Delivery> takeAll() {
        return unacknowledged.takeAll();
    }

    /** For a client, whose next method finds all of it done: the channel waits if there are too many for one task of the loop. */
    void settle(List<Delivery> deliveries, Settlement settlement) {
        if (deliveries.size() <= DELIVERIES_AT_ONCE) {
            settlement.settle(this, deliveries);
        } else {
            settleInSteps(deliveries, settlement, channel.waiting(() -> {})::stored);
        }
    }

    /** In several tasks of the loop, so that others get their turn; the last one runs {@code done}. */
    private void settleInSteps(List<Delivery> deliveries, Settlement settlement, Runnable done) {
        Set<MessageQueue> held = settlement == Settlement.REQUEUE ? queuesOf(deliveries) : Set.of();
        held.forEach(MessageQueue::hold);
        Iterator<Delivery> remaining = deliveries.iterator();
        channel.context().virtualHost().loop().inSteps(() -> {
            List<Delivery> step = new ArrayList<>(DELIVERIES_AT_ONCE);
            while (step.size() < DELIVERIES_AT_ONCE && remaining.hasNext()) {
                step.add(remaining.next());
            }
            settlement.settle(this, step);
            if (remaining.hasNext()) {
                return true;
            }
            held.forEach(MessageQueue::release);
            done.run();
            return false;
        });
    }

    private static Set<MessageQueue> queuesOf(List<Delivery> deliveries) {
        Set<MessageQueue> queues = new LinkedHashSet<>();
        MessageQueue last = null;
        for (Delivery delivery : deliveries) {
            MessageQueue queue = delivery.entry().queue();
            if (queue != last) {
                queues.add(queue);
                last = queue;
            }
        }
        return queues;
    }

    private void release(Delivery delivery) {
        Consumer consumer = delivery.consumer();
        if (consumer != null) {
            consumer.settledOne();
            heldByConsumers--;
        }
    }

    private void resumeAfter(List<Delivery> deliveries) {
        if (globalPrefetch > 0) {
            resumeConsumers();
            return;
        }
        Consumer last = null;
        for (int i = 0; i < deliveries.size(); i++) {
            Consumer consumer = deliveries.get(i).consumer();
            if (consumer != null && consumer != last) {
                consumer.queue().resume(consumer);
                last = consumer;
            }
        }
    }
}
