package org.leveretmq.rar;

import java.util.List;

/**
 * What an administrator can change of a broker through JMX, registered in the platform MBean server as
 * {@code org.leveretmq:type=Administration,name="<broker name>"}. Changes are stored, and in force for open connections, when an operation returns.
 *
 * <p>Operations throw {@link IllegalArgumentException} saying what is wrong with a value, {@link java.util.NoSuchElementException} if the user or
 * the virtual host does not exist, and {@link IllegalStateException} if the store fails. Lists are separated by commas. Any thread.
 */
public interface AdministrationMXBean {
    /** The users, each as {@code guest [administrator]}. */
    List<String> getUsers();

    /** Adds a user or changes one; an empty password leaves that of an existing user as it is. */
    void putUser(String name, String password, String tags);

    /** Limits what a user may have open; -1 for no limit. */
    void limitUser(String name, long maxConnections, long maxChannels);

    /** Deletes a user and closes the user's connections. Returns false if there is none of this name. */
    boolean deleteUser(String name);

    /** The permissions, each as {@code user in /: configure '.*', write '.*', read '.*'}. */
    List<String> getPermissions();

    /** Gives a user permissions in a virtual host: three regular expressions over names. */
    void putPermission(String user, String virtualHost, String configure, String write, String read);

    /** Takes a user's permissions in a virtual host away. Returns false if there were none. */
    boolean deletePermission(String user, String virtualHost);

    /** Gives a user permissions for the routing keys of a topic exchange: two regular expressions. */
    void putTopicPermission(String user, String virtualHost, String exchange, String write, String read);

    /** Takes a user's permissions for a topic exchange away. Returns false if there were none. */
    boolean deleteTopicPermission(String user, String virtualHost, String exchange);

    /** The virtual hosts. */
    List<String> getVirtualHosts();

    /** Adds a virtual host, or describes one anew. */
    void putVirtualHost(String name, String description);

    /** Limits a virtual host; -1 for no limit. */
    void limitVirtualHost(String name, long maxConnections, long maxQueues);

    /** Switches the firehose of a virtual host on or off. */
    void trace(String virtualHost, boolean on);

    /** Deletes a virtual host with everything in it. Returns false if there is none of this name. */
    boolean deleteVirtualHost(String name);

    /** The policies and operator policies, each as {@code short in /: '^q' queues 0 {max-length=5}}. */
    List<String> getPolicies();

    /** Adds a policy or an operator policy, or replaces one; the definition is {@code max-length=5,overflow=reject-publish}. */
    void putPolicy(
            String virtualHost,
            String name,
            boolean operator,
            String pattern,
            String applyTo,
            int priority,
            String definition);

    /** Takes a policy or an operator policy away. Returns false if there is none of this name. */
    boolean deletePolicy(String virtualHost, String name, boolean operator);
}
