package org.leveretmq.management;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.api.management.TopicPermissionInfo;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.UserInfo;
import org.leveretmq.api.management.WrongStateException;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.security.InMemoryUserStore;
import org.leveretmq.security.PasswordHash;
import org.leveretmq.security.StoredUsers;
import org.leveretmq.security.TopicPermissions;
import org.leveretmq.security.User;
import org.leveretmq.security.UserLimits;
import org.leveretmq.security.UserStore;
import org.leveretmq.security.VirtualHostPermissions;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredPermission;
import org.leveretmq.store.StoredTopicPermission;
import org.leveretmq.vhost.VirtualHosts;

/** The administration of the users that the broker keeps itself. A change is stored first, then it is in force. */
final class CoreUsers implements UserAdministration {
    private final UserStore users;
    private final Definitions definitions;
    private final VirtualHosts virtualHosts;
    private final ConnectionRegistry registry;

    CoreUsers(UserStore users, Definitions definitions, VirtualHosts virtualHosts, ConnectionRegistry registry) {
        this.users = users;
        this.definitions = definitions;
        this.virtualHosts = virtualHosts;
        this.registry = registry;
    }

    private InMemoryUserStore own() {
        if (users instanceof InMemoryUserStore own) {
            return own;
        }
        throw new WrongStateException("The users of this broker are kept elsewhere and cannot be changed here");
    }

    private List<User> sorted() {
        return users instanceof InMemoryUserStore own
                ? own.all().stream().sorted(Comparator.comparing(User::name)).toList()
                : List.of();
    }

    @Override
    public List<UserInfo> users() {
        return sorted().stream().map(CoreUsers::info).toList();
    }

    private static UserInfo info(User user) {
        PasswordHash hash = user.passwordHash();
        return new UserInfo(
                user.name(),
                user.tags(),
                hash == null ? "" : hash.toString(),
                user.limits().maxConnections(),
                user.limits().maxChannels());
    }

    @Override
    public void putUser(String name, @Nullable String password, Set<String> tags) {
        Checks.name("user", name);
        Checks.tags(tags);
        if (password != null && password.isEmpty()) {
            throw new IllegalArgumentException("The password of user '" + name + "' is empty");
        }
        PasswordHash hash = password == null ? null : PasswordHash.of(password);
        definitions.exclusively(() -> {
            User known = own().find(name);
            PasswordHash kept = known == null || hash != null ? hash : known.passwordHash();
            return put(newOr(known, name).withPasswordHash(kept).withTags(tags));
        });
    }

    @Override
    public void putUserWithHash(String name, String passwordHash, Set<String> tags) {
        Checks.name("user", name);
        Checks.tags(tags);
        PasswordHash hash = passwordHash.isEmpty() ? null : PasswordHash.parse(passwordHash);
        definitions.exclusively(
                () -> put(newOr(own().find(name), name).withPasswordHash(hash).withTags(tags)));
    }

    private static User newOr(@Nullable User known, String name) {
        return known == null ? new User(name, null, Set.of(), Map.of()) : known;
    }

    private boolean put(User user) {
        definitions.put(StoredUsers.stored(user));
        own().put(user);
        return true;
    }

    @Override
    public void limitUser(String name, @Nullable Long maxConnections, @Nullable Long maxChannels) {
        Checks.limit("max-connections", maxConnections);
        Checks.limit("max-channels", maxChannels);
        definitions.exclusively(() -> put(require(name).withLimits(new UserLimits(maxConnections, maxChannels))));
    }

    private User require(String name) {
        User user = own().find(name);
        if (user == null) {
            throw new NoSuchElementException("There is no user '" + name + "'");
        }
        return user;
    }

    @Override
    public boolean deleteUser(String name) {
        boolean deleted = definitions.exclusively(() -> {
            User user = own().find(name);
            if (user == null) {
                return false;
            }
            List<StoreOperation> changes = new ArrayList<>();
            for (StoredDefinition definition : StoredUsers.definitions(user)) {
                changes.add(new StoreOperation.RemoveDefinition(definition.key()));
            }
            definitions.commit(changes);
            own().remove(name);
            return true;
        });
        if (deleted) {
            closeConnections(name);
        }
        return deleted;
    }

    private void closeConnections(String name) {
        for (ClientConnection connection : registry.all()) {
            AuthenticatedUser user = connection.user();
            if (user != null && user.name().equals(name)) {
                connection.forceClose("user '" + name + "' was deleted");
            }
        }
    }

    @Override
    public List<PermissionInfo> permissions() {
        List<PermissionInfo> all = new ArrayList<>();
        for (User user : sorted()) {
            user.permissions().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> all.add(info(user.name(), entry.getKey(), entry.getValue())));
        }
        return all;
    }

    private static PermissionInfo info(String user, String virtualHost, VirtualHostPermissions permissions) {
        return new PermissionInfo(
                user, virtualHost, permissions.configureText(), permissions.writeText(), permissions.readText());
    }

    @Override
    public void putPermission(PermissionInfo permission) {
        Checks.text("expression for configure", permission.configure());
        Checks.text("expression for write", permission.write());
        Checks.text("expression for read", permission.read());
        VirtualHostPermissions granted =
                VirtualHostPermissions.of(permission.configure(), permission.write(), permission.read());
        change(
                permission.user(),
                permission.virtualHost(),
                user -> user.withPermissions(permission.virtualHost(), granted),
                new StoredPermission(
                        permission.user(),
                        permission.virtualHost(),
                        permission.configure(),
                        permission.write(),
                        permission.read()));
    }

    @Override
    public boolean deletePermission(String user, String virtualHost) {
        return definitions.exclusively(() -> {
            User known = require(user);
            if (!known.permissions().containsKey(virtualHost)) {
                return false;
            }
            definitions.remove(StoredPermission.key(user, virtualHost));
            own().put(known.withPermissions(virtualHost, null));
            return true;
        });
    }

    @Override
    public List<TopicPermissionInfo> topicPermissions() {
        List<TopicPermissionInfo> all = new ArrayList<>();
        for (User user : sorted()) {
            user.topicPermissions()
                    .forEach((host, ofExchanges) ->
                            ofExchanges.forEach((exchange, permissions) -> all.add(new TopicPermissionInfo(
                                    user.name(), host, exchange, permissions.write(), permissions.read()))));
        }
        all.sort(Comparator.comparing(TopicPermissionInfo::user)
                .thenComparing(TopicPermissionInfo::virtualHost)
                .thenComparing(TopicPermissionInfo::exchange));
        return all;
    }

    @Override
    public void putTopicPermission(TopicPermissionInfo permission) {
        Checks.shortText("name of an exchange", permission.exchange());
        Checks.text("expression for write", permission.write());
        Checks.text("expression for read", permission.read());
        TopicPermissions granted = new TopicPermissions(permission.write(), permission.read());
        change(
                permission.user(),
                permission.virtualHost(),
                user -> user.withTopicPermissions(permission.virtualHost(), permission.exchange(), granted),
                new StoredTopicPermission(
                        permission.user(),
                        permission.virtualHost(),
                        permission.exchange(),
                        permission.write(),
                        permission.read()));
    }

    @Override
    public boolean deleteTopicPermission(String user, String virtualHost, String exchange) {
        return definitions.exclusively(() -> {
            User known = require(user);
            boolean granted =
                    known.topicPermissions().getOrDefault(virtualHost, Map.of()).containsKey(exchange);
            if (granted) {
                definitions.remove(StoredTopicPermission.key(user, virtualHost, exchange));
                own().put(known.withTopicPermissions(virtualHost, exchange, null));
            }
            return granted;
        });
    }

    private void change(String user, String virtualHost, UnaryOperator<User> change, StoredDefinition definition) {
        definitions.exclusively(() -> {
            if (virtualHosts.find(virtualHost) == null) {
                throw new NoSuchElementException("There is no virtual host '" + virtualHost + "'");
            }
            User changed = change.apply(require(user));
            definitions.put(definition);
            own().put(changed);
            return changed;
        });
    }

    /** What has to be removed, and is from now on, because a virtual host goes; part of an exclusive change. */
    List<StoreOperation> forget(String virtualHost) {
        List<StoreOperation> changes = new ArrayList<>();
        for (User user : sorted()) {
            User changed = user.without(virtualHost);
            Set<StoredDefinition> kept = Set.copyOf(StoredUsers.definitions(changed));
            for (StoredDefinition definition : StoredUsers.definitions(user)) {
                if (!kept.contains(definition)) {
                    changes.add(new StoreOperation.RemoveDefinition(definition.key()));
                    own().put(changed);
                }
            }
        }
        return changes;
    }
}
