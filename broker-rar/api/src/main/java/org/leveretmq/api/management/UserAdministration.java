package org.leveretmq.api.management;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The users of a broker and what they may do. Changes are stored when a method returns, and in force at once, for open connections, too. Any
 * thread that may block.
 *
 * <p>Every method that changes something throws {@link IllegalArgumentException} saying what is wrong with a value,
 * {@link java.util.NoSuchElementException} if the user or the virtual host does not exist, and {@link IllegalStateException} if the store fails,
 * or if the broker's users are kept elsewhere.
 */
public interface UserAdministration {
    /** All users, ordered by name. */
    List<UserInfo> users();

    /**
     * Adds a user, or changes the one of this name; permissions and limits stay as they are.
     *
     * @param password not empty; null leaves the password of an existing user as it is, and lets a new one not log in with a password
     * @param tags without commas and not empty
     */
    void putUser(String name, @Nullable String password, Set<String> tags);

    /**
     * Adds a user, or changes the one of this name, whose password is known by its hash.
     *
     * @param passwordHash what {@link UserInfo#passwordHash} has shown; empty for a user who cannot log in with a password
     */
    void putUserWithHash(String name, String passwordHash, Set<String> tags);

    /** Limits what a user may have open; null for no limit, otherwise 0 or more. */
    void limitUser(String name, @Nullable Long maxConnections, @Nullable Long maxChannels);

    /** Deletes a user, and closes the user's connections with 320. Returns false if there is none of this name. */
    boolean deleteUser(String name);

    /** The permissions of all users, ordered by user and virtual host. */
    List<PermissionInfo> permissions();

    /** Gives a user permissions in a virtual host, instead of those that there were. */
    void putPermission(PermissionInfo permission);

    /** Takes a user's permissions in a virtual host away. Returns false if there were none. */
    boolean deletePermission(String user, String virtualHost);

    /** The permissions of all users for topic exchanges, ordered by user, virtual host and exchange. */
    List<TopicPermissionInfo> topicPermissions();

    /** Gives a user permissions for a topic exchange, instead of those that there were. */
    void putTopicPermission(TopicPermissionInfo permission);

    /** Takes a user's permissions for a topic exchange away, so that all routing keys are allowed. Returns false if there were none. */
    boolean deleteTopicPermission(String user, String virtualHost, String exchange);
}
