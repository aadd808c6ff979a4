package org.leveretmq.api.management;

import java.util.List;
import java.util.Map;

/**
 * The messages of a broker, for an operator who looks at a few of them. Any thread that may block.
 *
 * <p>Every method throws what {@link TopologyAdministration} says.
 */
public interface MessageAdministration {
    /** What becomes of a message that was looked at. */
    enum Settlement {
        /** It goes back to its old place, marked as redelivered. */
        REQUEUE,
        /** It leaves the queue for good. */
        ACKNOWLEDGE,
        /** It leaves the queue, and is dead-lettered if the queue says so. */
        REJECT
    }

    /**
     * Publishes a message and waits until it is safe: in its queues, and in the store if it is persistent and they are durable.
     *
     * @param properties by the names of AMQP 0-9-1 with underscores: {@code content_type}, {@code headers}, {@code delivery_mode} …;
     *     {@code timestamp} in seconds since the epoch
     * @return whether a queue has received it
     */
    boolean publish(
            String virtualHost, String exchange, String routingKey, Map<String, Object> properties, byte[] body);

    /**
     * Takes messages from the head of a queue and settles them together.
     *
     * @param count how many at most, from 1; fewer if their bodies have 64 MiB together
     */
    List<FetchedMessage> get(String virtualHost, String queue, int count, Settlement settlement);

    /** Drops the ready messages of a queue. Returns how many there were. */
    int purge(String virtualHost, String queue);

    /**
     * Moves ready messages from the head of a queue to another one of the same virtual host, each in one transaction with its acknowledgement, so
     * that none is lost or doubled. Their routing key becomes the other queue's name, as after publishing to the default exchange.
     *
     * @param count how many at most; those that come meanwhile stay
     * @return how many were moved
     */
    int move(String virtualHost, String queue, String destinationQueue, int count);
}
