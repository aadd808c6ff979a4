package org.leveretmq.queue;

import org.leveretmq.types.FieldTable;

/**
 * What a client asks for when it subscribes.
 *
 * @param noAck whether deliveries count as acknowledged at once
 * @param exclusive whether the queue may have no other consumer
 * @param prefetchCount the most unacknowledged deliveries, 0 for no limit
 * @param priority higher is served first
 * @param arguments the arguments as they came
 */
public record ConsumerOptions(
        boolean noAck, boolean exclusive, int prefetchCount, int priority, FieldTable arguments) {}
