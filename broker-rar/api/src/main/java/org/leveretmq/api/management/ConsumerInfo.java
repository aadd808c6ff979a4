package org.leveretmq.api.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a queue.
 *
 * @param virtualHost the virtual host of the queue
 * @param queue the queue
 * @param tag unique on its channel
 * @param connectionName the connection it came on, null if it belongs to a program that embeds the broker
 * @param channelNumber the channel it came on, 0 without a connection
 * @param user the user of the connection, empty without one
 * @param acknowledges whether its deliveries have to be acknowledged
 * @param exclusive whether it has the queue for itself
 * @param active whether it gets messages; with a single active consumer the others wait
 * @param prefetchCount the most deliveries it may hold unacknowledged, 0 for no limit
 * @param arguments the arguments it was made with
 */
public record ConsumerInfo(
        String virtualHost,
        String queue,
        String tag,
        @Nullable String connectionName,
        int channelNumber,
        String user,
        boolean acknowledges,
        boolean exclusive,
        boolean active,
        int prefetchCount,
        Map<String, Object> arguments) {}
