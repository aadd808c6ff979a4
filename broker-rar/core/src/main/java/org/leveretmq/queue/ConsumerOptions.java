package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;
import org.leveretmq.types.FieldTable;

/**
 * What a client asks for when it subscribes.
 *
 * @param noAck whether deliveries count as acknowledged at once
 * @param exclusive whether the queue may have no other consumer
 * @param prefetchCount the most unacknowledged deliveries, 0 for no limit
 * @param priority higher is served first
 * @param timeoutMillis how long a delivery may stay unacknowledged, above 0; null if the consumer does not say
 * @param arguments the arguments as they came
 */
public record ConsumerOptions(
        boolean noAck,
        boolean exclusive,
        int prefetchCount,
        int priority,
        @Nullable Long timeoutMillis,
        FieldTable arguments) {}
