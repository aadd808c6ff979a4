package org.leveretmq.security;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the permissions that a user has at the moment, and remembers the last decisions as long as the user stays the same, since a
 * publisher asks the same with every message. One for each connection, confined to the virtual host's loop.
 */
final class CurrentAccess implements AccessControl {
    private final Supplier<@Nullable User> current;
    private final String userName;
    private final String virtualHost;
    private @Nullable User known;
    private boolean access;
    private Decisions configure = Decisions.nothing();
    private Decisions write = Decisions.nothing();
    private Decisions read = Decisions.nothing();
    private Map<String, TopicPermissions> topics = Map.of();
    private final Map<String, Decisions> writeTopics = new HashMap<>();
    private final Map<String, Decisions> readTopics = new HashMap<>();

    CurrentAccess(Supplier<@Nullable User> current, String userName, String virtualHost) {
        this.current = current;
        this.userName = userName;
        this.virtualHost = virtualHost;
    }

    @SuppressWarnings("ReferenceEquality") // the same object as long as nothing has changed
    private void refresh() {
        User user = current.get();
        if (user == known) {
            return;
        }
        known = user;
        VirtualHostPermissions permissions =
                user == null ? null : user.permissions().get(virtualHost);
        access = permissions != null;
        configure = permissions == null ? Decisions.nothing() : new Decisions(permissions.configure());
        write = permissions == null ? Decisions.nothing() : new Decisions(permissions.write());
        read = permissions == null ? Decisions.nothing() : new Decisions(permissions.read());
        topics = user == null ? Map.of() : user.topicPermissions().getOrDefault(virtualHost, Map.of());
        writeTopics.clear();
        readTopics.clear();
    }

    @Override
    public boolean mayAccess() {
        refresh();
        return access;
    }

    @Override
    public boolean mayConfigure(String resource) {
        refresh();
        return configure.allow(resource);
    }

    @Override
    public boolean mayWrite(String resource) {
        refresh();
        return write.allow(resource);
    }

    @Override
    public boolean mayRead(String resource) {
        refresh();
        return read.allow(resource);
    }

    @Override
    public boolean mayWriteTopic(String exchange, String routingKey) {
        refresh();
        TopicPermissions permissions = topics.get(exchange);
        return permissions == null
                || writeTopics
                        .computeIfAbsent(
                                exchange, name -> new Decisions(permissions.writePattern(userName, virtualHost)))
                        .allow(routingKey);
    }

    @Override
    public boolean mayReadTopic(String exchange, String routingKey) {
        refresh();
        TopicPermissions permissions = topics.get(exchange);
        return permissions == null
                || readTopics
                        .computeIfAbsent(
                                exchange, name -> new Decisions(permissions.readPattern(userName, virtualHost)))
                        .allow(routingKey);
    }
}
