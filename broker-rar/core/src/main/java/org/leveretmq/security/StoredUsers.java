package org.leveretmq.security;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.leveretmq.api.management.LogText;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredPermission;
import org.leveretmq.store.StoredTopicPermission;
import org.leveretmq.store.StoredUser;

/** Users as a store keeps them: put together from what was recovered, and taken apart again. Used by one thread. */
public final class StoredUsers {
    private static final Logger LOGGER = System.getLogger(StoredUsers.class.getName());

    private final Map<String, User> users = new HashMap<>();
    private final List<StoredPermission> permissions = new ArrayList<>();
    private final List<StoredTopicPermission> topicPermissions = new ArrayList<>();

    /** Takes what was recovered, in any order; other definitions are not looked at. */
    public void add(StoredDefinition definition) {
        try {
            if (definition instanceof StoredUser user) {
                users.put(user.name(), user(user));
            } else if (definition instanceof StoredPermission permission) {
                permissions.add(permission);
            } else if (definition instanceof StoredTopicPermission permission) {
                topicPermissions.add(permission);
            }
        } catch (IllegalArgumentException e) {
            leaveOut(definition.key(), e);
        }
    }

    /** The users with their permissions. What cannot be read any more is left out and logged. */
    public List<User> users() {
        for (StoredPermission permission : permissions) {
            change(
                    permission.user(),
                    permission.key(),
                    user -> user.withPermissions(
                            permission.virtualHost(),
                            VirtualHostPermissions.of(permission.configure(), permission.write(), permission.read())));
        }
        for (StoredTopicPermission permission : topicPermissions) {
            change(
                    permission.user(),
                    permission.key(),
                    user -> user.withTopicPermissions(
                            permission.virtualHost(),
                            permission.exchange(),
                            new TopicPermissions(permission.write(), permission.read())));
        }
        return List.copyOf(users.values());
    }

    private void change(String name, StoredDefinition.Key key, UnaryOperator<User> change) {
        try {
            users.computeIfPresent(name, (same, user) -> change.apply(user));
        } catch (IllegalArgumentException e) {
            leaveOut(key, e);
        }
    }

    private static void leaveOut(StoredDefinition.Key key, IllegalArgumentException reason) {
        LOGGER.log(Level.WARNING, "Recovery leaves out {0}: {1}", LogText.of(key.toString()), reason.getMessage());
    }

    private static User user(StoredUser stored) {
        return new User(
                stored.name(),
                stored.passwordHash().isEmpty() ? null : PasswordHash.parse(stored.passwordHash()),
                stored.tags(),
                Map.of(),
                Map.of(),
                new UserLimits(stored.maxConnections(), stored.maxChannels()));
    }

    /** The user, without permissions. */
    public static StoredUser stored(User user) {
        PasswordHash hash = user.passwordHash();
        return new StoredUser(
                user.name(),
                hash == null ? "" : hash.toString(),
                Set.copyOf(user.tags()),
                user.limits().maxConnections(),
                user.limits().maxChannels());
    }

    /** A user's permissions in a virtual host. */
    public static StoredPermission stored(String user, String virtualHost, VirtualHostPermissions permissions) {
        return new StoredPermission(
                user, virtualHost, permissions.configureText(), permissions.writeText(), permissions.readText());
    }

    /** Everything that a store has to keep of a user. */
    public static List<StoredDefinition> definitions(User user) {
        List<StoredDefinition> all = new ArrayList<>();
        all.add(stored(user));
        user.permissions().forEach((host, permissions) -> all.add(stored(user.name(), host, permissions)));
        user.topicPermissions()
                .forEach((host, ofExchanges) ->
                        ofExchanges.forEach((exchange, permissions) -> all.add(new StoredTopicPermission(
                                user.name(), host, exchange, permissions.write(), permissions.read()))));
        return all;
    }
}
