package org.leveretmq.vhost;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a virtual host. Immutable.
 *
 * @param description what it is for
 * @param tags marks
 * @param tracing whether the firehose is on: copies of everything that is published and delivered go to {@code amq.rabbitmq.trace}
 * @param maxConnections the most open connections, 0 or more; null for no limit
 * @param maxQueues the most queues, 0 or more; null for no limit
 */
public record VirtualHostProperties(
        String description,
        Set<String> tags,
        boolean tracing,
        @Nullable Long maxConnections,
        @Nullable Long maxQueues) {
    /** Nothing said. */
    public static final VirtualHostProperties NONE = new VirtualHostProperties("", Set.of(), false, null, null);

    /** Copies the set. */
    public VirtualHostProperties {
        tags = Set.copyOf(tags);
    }

    /** The same with the firehose on or off. */
    public VirtualHostProperties withTracing(boolean on) {
        return new VirtualHostProperties(description, tags, on, maxConnections, maxQueues);
    }

    /** The same with other limits. */
    public VirtualHostProperties withLimits(@Nullable Long connections, @Nullable Long queues) {
        return new VirtualHostProperties(description, tags, tracing, connections, queues);
    }

    /** The same with another description and other tags. */
    public VirtualHostProperties describedAs(String text, Set<String> marks) {
        return new VirtualHostProperties(text, marks, tracing, maxConnections, maxQueues);
    }
}
