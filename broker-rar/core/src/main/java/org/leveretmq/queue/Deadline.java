package org.leveretmq.queue;

/** When a message expires. */
@FunctionalInterface
interface Deadline {
    /**
     * The time in milliseconds since the epoch.
     *
     * @param arrivedAtMillis when it came
     * @param expiresAtMillis when the message itself is to expire
     */
    long of(long arrivedAtMillis, long expiresAtMillis);
}
