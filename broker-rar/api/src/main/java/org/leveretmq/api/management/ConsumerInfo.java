package org.leveretmq.api.management;

import java.util.Map;

/**
 * A consumer of a queue.
 *
 * @param virtualHost the virtual host of the queue
 * @param queue the queue
 * @param connectionName the connection of its channel, empty for a program in this JVM
 * @param channelNumber the number of its channel, 0 for a program in this JVM
 * @param user the user of the connection, empty for a program in this JVM
 * @param tag its tag, unique on the channel
 * @param acknowledges whether it acknowledges what it is sent
 * @param exclusive whether it has the queue for itself
 * @param prefetchCount the most deliveries it may hold unacknowledged, 0 for no limit
 * @param priority its share of deliveries: higher first
 * @param active whether it gets messages: false while it waits behind a single active consumer
 * @param unacknowledged the deliveries it holds
 * @param arguments the arguments it was made with
 */
public record ConsumerInfo(
        String virtualHost,
        String queue,
        String connectionName,
        int channelNumber,
        String user,
        String tag,
        boolean acknowledges,
        boolean exclusive,
        int prefetchCount,
        int priority,
        boolean active,
        int unacknowledged,
        Map<String, Object> arguments) {}
