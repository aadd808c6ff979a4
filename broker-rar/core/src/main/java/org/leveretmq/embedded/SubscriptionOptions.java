package org.leveretmq.embedded;

/**
 * How an embedding program subscribes to a queue. Immutable.
 *
 * @param prefetch the most messages that are handed out and not settled, 1 or more
 * @param priority messages go to consumers with a higher one first; 0 is what others have
 * @param exclusive whether nobody else may consume from the queue
 * @param cancelled run on the broker's workers when the subscription ends because its queue was deleted
 */
public record SubscriptionOptions(int prefetch, int priority, boolean exclusive, Runnable cancelled) {
    /** Checks the prefetch. @throws IllegalArgumentException if it is below 1 */
    public SubscriptionOptions {
        if (prefetch < 1) {
            throw new IllegalArgumentException(
                    "Setting prefetch is '" + prefetch + "', but a number from 1 is expected");
        }
    }

    /** With this prefetch, and the defaults otherwise. */
    public static SubscriptionOptions prefetch(int messages) {
        return new SubscriptionOptions(messages, 0, false, () -> {});
    }
}
