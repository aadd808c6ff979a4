package org.leveretmq.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user. Immutable.
 *
 * @param name the name, unique
 * @param passwordHash the hashed password, null for a user who cannot log in with one
 * @param tags what the user may do in management: {@code administrator}, {@code monitoring}, {@code policymaker}, {@code management}
 * @param permissions what the user may do in each virtual host, by its name; no access where there is none
 * @param topicPermissions with which routing keys the user may use topic exchanges, by virtual host and exchange; with all where there is none
 * @param limits how much the user may have open
 */
public record User(
        String name,
        @Nullable PasswordHash passwordHash,
        Set<String> tags,
        Map<String, VirtualHostPermissions> permissions,
        Map<String, Map<String, TopicPermissions>> topicPermissions,
        UserLimits limits) {
    /** Copies the collections. */
    public User {
        tags = Set.copyOf(tags);
        permissions = Map.copyOf(permissions);
        topicPermissions = Map.copyOf(topicPermissions);
    }

    /** A user without permissions for topics or limits. */
    public User(
            String name,
            @Nullable PasswordHash passwordHash,
            Set<String> tags,
            Map<String, VirtualHostPermissions> permissions) {
        this(name, passwordHash, tags, permissions, Map.of(), UserLimits.NONE);
    }

    /** The user with another password; null for none. */
    public User withPasswordHash(@Nullable PasswordHash hash) {
        return new User(name, hash, tags, permissions, topicPermissions, limits);
    }

    /** The user with other tags. */
    public User withTags(Set<String> otherTags) {
        return new User(name, passwordHash, otherTags, permissions, topicPermissions, limits);
    }

    /** The user with other limits. */
    public User withLimits(UserLimits otherLimits) {
        return new User(name, passwordHash, tags, permissions, topicPermissions, otherLimits);
    }

    /** The user with these permissions in a virtual host; null for no access. */
    public User withPermissions(String virtualHost, @Nullable VirtualHostPermissions granted) {
        Map<String, VirtualHostPermissions> changed = new HashMap<>(permissions);
        put(changed, virtualHost, granted);
        return new User(name, passwordHash, tags, changed, topicPermissions, limits);
    }

    /** The user with these permissions for the routing keys of an exchange; null for all keys. */
    public User withTopicPermissions(String virtualHost, String exchange, @Nullable TopicPermissions granted) {
        Map<String, TopicPermissions> ofHost = new HashMap<>(topicPermissions.getOrDefault(virtualHost, Map.of()));
        put(ofHost, exchange, granted);
        Map<String, Map<String, TopicPermissions>> changed = new HashMap<>(topicPermissions);
        put(changed, virtualHost, ofHost.isEmpty() ? null : Map.copyOf(ofHost));
        return new User(name, passwordHash, tags, permissions, changed, limits);
    }

    /** The user without anything in a virtual host. */
    public User without(String virtualHost) {
        Map<String, Map<String, TopicPermissions>> topics = new HashMap<>(topicPermissions);
        topics.remove(virtualHost);
        return new User(name, passwordHash, tags, permissions, topics, limits).withPermissions(virtualHost, null);
    }

    private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    @Override
    public String toString() {
        return "User[" + name + ", " + tags + "]";
    }
}
