package org.leveretmq.queue;

/**
 * What a queue knows of a waiting message that only the store has.
 *
 * @param messageId the id that the message has in the store
 * @param position its place in the queue, from 1
 * @param arrivedAtMillis when it came, in milliseconds since the epoch
 * @param expiresAtMillis when the message itself is to expire, in milliseconds since the epoch, {@link Long#MAX_VALUE} for never
 * @param bodyBytes the size of its body
 * @param shared whether it was stored with more than one place
 * @param redelivered whether it may have been delivered before
 */
public record PagedEntry(
        long messageId,
        long position,
        long arrivedAtMillis,
        long expiresAtMillis,
        int bodyBytes,
        boolean shared,
        boolean redelivered) {}
