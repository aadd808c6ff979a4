package org.leveretmq.api.management;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A virtual host.
 *
 * @param name the name, unique in the broker
 * @param description what it is for, in an administrator's words
 * @param tags an administrator's marks
 * @param tracing whether the firehose is on
 * @param maxConnections the most open connections, null for no limit
 * @param maxQueues the most queues, null for no limit
 */
public record VirtualHostInfo(
        String name,
        String description,
        Set<String> tags,
        boolean tracing,
        @Nullable Long maxConnections,
        @Nullable Long maxQueues) {}
