package org.leveretmq.api.management;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The virtual hosts of a broker and their policies. Changes are stored when a method returns, and in force then. Any thread that may block.
 *
 * <p>Every method that changes something throws {@link IllegalArgumentException} saying what is wrong with a value,
 * {@link java.util.NoSuchElementException} if the virtual host does not exist, and {@link IllegalStateException} if the store fails.
 */
public interface VirtualHostAdministration {
    /** All virtual hosts, ordered by name. */
    List<VirtualHostInfo> virtualHosts();

    /**
     * Adds a virtual host, or describes the one of this name anew.
     *
     * @param name not empty, up to 255 bytes
     * @param tags without commas and not empty
     */
    void putVirtualHost(String name, String description, Set<String> tags);

    /** Limits a virtual host; null for no limit, otherwise 0 or more. What is there already stays. */
    void limitVirtualHost(String name, @Nullable Long maxConnections, @Nullable Long maxQueues);

    /** Switches the firehose of a virtual host on or off: copies of what is published and delivered go to {@code amq.rabbitmq.trace}. */
    void trace(String name, boolean on);

    /**
     * Deletes a virtual host with everything in it, permissions and policies included, and closes its connections with 320. Returns false if
     * there is none of this name.
     */
    boolean deleteVirtualHost(String name);

    /** The policies, or the operator policies, of all virtual hosts, ordered by virtual host and name. */
    List<PolicyInfo> policies(boolean operator);

    /** Adds a policy or an operator policy, or replaces the one of the same name; queues and exchanges follow at once. */
    void putPolicy(PolicyInfo policy, boolean operator);

    /** Takes a policy or an operator policy away; queues and exchanges follow at once. Returns false if there is none of this name. */
    boolean deletePolicy(String virtualHost, String name, boolean operator);
}
