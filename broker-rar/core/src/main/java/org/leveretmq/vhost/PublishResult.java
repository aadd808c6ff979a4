package org.leveretmq.vhost;

/** What became of a published message. */
public enum PublishResult {
    /** Queues have it, and nothing has to be waited for. */
    ROUTED,
    /** Queues have it, and the store will tell when it is safe. */
    STORING,
    /** A queue is full and has refused it; others may have it. */
    REFUSED,
    /** No queue has received it. */
    UNROUTABLE
}
