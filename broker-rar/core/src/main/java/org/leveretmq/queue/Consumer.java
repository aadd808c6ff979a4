package org.leveretmq.queue;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.leveretmq.types.FieldTable;

/** A subscription to a queue (AMQP 0-9-1 §1.8.3.3). Confined to the virtual host's loop. */
public final class Consumer {
    private final String tag;
    private final byte[] encodedTag;
    private final MessageQueue queue;
    private final DeliveryTarget target;
    private final ConsumerOptions options;
    private int unacknowledged;
    private boolean active;
    private boolean waiting;

    /** A consumer that is not yet part of the queue: see {@link MessageQueue#add}. */
    public Consumer(String tag, MessageQueue queue, DeliveryTarget target, ConsumerOptions options) {
        this.tag = tag;
        this.encodedTag = tag.getBytes(StandardCharsets.UTF_8);
        this.queue = queue;
        this.target = target;
        this.options = options;
    }

    /** The tag, unique on its channel. */
    public String tag() {
        return tag;
    }

    /** The tag in UTF-8, as every delivery carries it; shared, never to be changed. */
    public byte[] encodedTag() {
        return encodedTag;
    }

    /** The queue it reads from. */
    public MessageQueue queue() {
        return queue;
    }

    /** Where its messages go. */
    public DeliveryTarget target() {
        return target;
    }

    /** Whether deliveries count as acknowledged at once. */
    public boolean noAck() {
        return options.noAck();
    }

    /** Whether it wants the queue for itself. */
    public boolean exclusive() {
        return options.exclusive();
    }

    /** Its share of deliveries: higher first, 0 by default. */
    public int priority() {
        return options.priority();
    }

    /** The most deliveries it may hold unacknowledged, 0 for no limit. */
    public int prefetchCount() {
        return options.prefetchCount();
    }

    /** How long it may keep a delivery unacknowledged, in milliseconds; null if it does not say. */
    public @Nullable Long timeoutMillis() {
        return options.timeoutMillis();
    }

    /** The arguments it was made with. */
    public FieldTable arguments() {
        return options.arguments();
    }

    /** The deliveries it holds unacknowledged. */
    public int unacknowledged() {
        return unacknowledged;
    }

    /** One of its deliveries was acknowledged or returned. The target calls {@link MessageQueue#resume} afterwards. */
    public void settledOne() {
        unacknowledged--;
    }

    boolean hasCredit() {
        return (noAck() || prefetchCount() == 0 || unacknowledged < prefetchCount()) && target.accepts(this);
    }

    void deliver(QueueEntry entry) {
        unacknowledged++;
        target.deliver(this, entry);
    }

    /** Whether it gets messages: false while it waits behind a single active consumer. */
    public boolean active() {
        return active;
    }

    void active(boolean isActive) {
        active = isActive;
    }

    boolean waiting() {
        return waiting;
    }

    void waiting(boolean isWaiting) {
        waiting = isWaiting;
    }
}
