package org.leveretmq.api.management;

import java.util.Map;

/**
 * A queue.
 *
 * @param virtualHost the virtual host it belongs to
 * @param name its name, unique in the virtual host
 * @param durable whether it survives a restart
 * @param exclusive whether it belongs to one connection
 * @param autoDelete whether it goes with its last consumer
 * @param arguments the arguments it was declared with
 * @param consumers active consumers
 * @param bytes body bytes of the ready messages
 * @param messages its totals
 */
public record QueueInfo(
        String virtualHost,
        String name,
        boolean durable,
        boolean exclusive,
        boolean autoDelete,
        Map<String, Object> arguments,
        int consumers,
        long bytes,
        MessageTotals messages) {}
