package org.leveretmq.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A virtual host.
 *
 * @param description what it is for, in an administrator's words
 * @param tags an administrator's marks
 * @param tracing whether the firehose is on
 * @param maxConnections the most open connections, null for no limit
 * @param maxQueues the most queues, null for no limit
 */
public record StoredVirtualHost(
        String name,
        String description,
        Set<String> tags,
        boolean tracing,
        @Nullable Long maxConnections,
        @Nullable Long maxQueues) {
    /** Copies the set. */
    public StoredVirtualHost {
        tags = Set.copyOf(tags);
    }

    /** A virtual host of which nothing but the name is known. */
    public static StoredVirtualHost named(String name) {
        return new StoredVirtualHost(name, "", Set.of(), false, null, null);
    }
}
