package org.leveretmq.queue;

import org.leveretmq.message.Message;

/** Where a consumer's messages go: a client's channel, or an embedding program. Confined to the virtual host's loop. */
public interface DeliveryTarget {
    /**
     * Whether it can take a message for this consumer now: not paused by flow, the peer keeps up with reading, and the channel's
     * own prefetch has room. When that changes from no to yes, the target calls {@link MessageQueue#resume}.
     */
    boolean accepts(Consumer consumer);

    /** Sends the entry and keeps it until it is acknowledged or returned. */
    void deliver(Consumer consumer, QueueEntry entry);

    /** Sends a message that needs no acknowledgement. */
    void deliverSettled(Consumer consumer, Message message, boolean redelivered);

    /** The consumer was cancelled because its queue is gone. */
    void cancelled(Consumer consumer);
}
