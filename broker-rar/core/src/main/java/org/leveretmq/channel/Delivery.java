package org.leveretmq.channel;

import org.jspecify.annotations.Nullable;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.QueueEntry;

/**
 * Something the client has to acknowledge.
 *
 * @param tag the delivery tag, from 1, rising on the channel
 * @param entry the entry of the queue
 * @param consumer who received it, null for {@code basic.get}
 * @param deadlineMillis when it has to be acknowledged, in milliseconds since the epoch
 */
public record Delivery(long tag, QueueEntry entry, @Nullable Consumer consumer, long deadlineMillis) {}
