package org.leveretmq.rar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.api.management.PolicyInfo;
import org.leveretmq.api.management.TopicPermissionInfo;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.VirtualHostAdministration;
import org.leveretmq.api.management.VirtualHostInfo;

/** Passes operations of JMX, whose parameters are texts and numbers, on to the broker. Any thread. */
final class BrokerAdministration implements AdministrationMXBean {
    private final UserAdministration users;
    private final VirtualHostAdministration hosts;

    BrokerAdministration(BrokerManagement broker) {
        this.users = broker.userAdministration();
        this.hosts = broker.virtualHostAdministration();
    }

    @Override
    public List<String> getUsers() {
        return users.users().stream()
                .map(user -> user.name() + " " + new TreeSet<>(user.tags()))
                .toList();
    }

    @Override
    public void putUser(String name, String password, String tags) {
        users.putUser(name, password.isEmpty() ? null : password, set(tags));
    }

    @Override
    public void limitUser(String name, long maxConnections, long maxChannels) {
        users.limitUser(name, limit(maxConnections), limit(maxChannels));
    }

    @Override
    public boolean deleteUser(String name) {
        return users.deleteUser(name);
    }

    @Override
    public List<String> getPermissions() {
        return users.permissions().stream()
                .map(permission -> permission.user() + " in " + permission.virtualHost() + ": configure '"
                        + permission.configure() + "', write '" + permission.write() + "', read '"
                        + permission.read() + "'")
                .toList();
    }

    @Override
    public void putPermission(String user, String virtualHost, String configure, String write, String read) {
        users.putPermission(new PermissionInfo(user, virtualHost, configure, write, read));
    }

    @Override
    public boolean deletePermission(String user, String virtualHost) {
        return users.deletePermission(user, virtualHost);
    }

    @Override
    public void putTopicPermission(String user, String virtualHost, String exchange, String write, String read) {
        users.putTopicPermission(new TopicPermissionInfo(user, virtualHost, exchange, write, read));
    }

    @Override
    public boolean deleteTopicPermission(String user, String virtualHost, String exchange) {
        return users.deleteTopicPermission(user, virtualHost, exchange);
    }

    @Override
    public List<String> getVirtualHosts() {
        return hosts.virtualHosts().stream().map(VirtualHostInfo::name).toList();
    }

    @Override
    public void putVirtualHost(String name, String description) {
        Set<String> tags = hosts.virtualHosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .map(VirtualHostInfo::tags)
                .orElse(Set.of());
        hosts.putVirtualHost(name, description, tags);
    }

    @Override
    public void limitVirtualHost(String name, long maxConnections, long maxQueues) {
        hosts.limitVirtualHost(name, limit(maxConnections), limit(maxQueues));
    }

    @Override
    public void trace(String virtualHost, boolean on) {
        hosts.trace(virtualHost, on);
    }

    @Override
    public boolean deleteVirtualHost(String name) {
        return hosts.deleteVirtualHost(name);
    }

    @Override
    public List<String> getPolicies() {
        List<String> all = new ArrayList<>();
        hosts.policies(false).forEach(policy -> all.add(text(policy)));
        hosts.policies(true).forEach(policy -> all.add("operator policy " + text(policy)));
        return all;
    }

    private static String text(PolicyInfo policy) {
        return policy.name() + " in " + policy.virtualHost() + ": '" + policy.pattern() + "' " + policy.applyTo() + " "
                + policy.priority() + " " + policy.definition();
    }

    @Override
    public void putPolicy(
            String virtualHost,
            String name,
            boolean operator,
            String pattern,
            String applyTo,
            int priority,
            String definition) {
        hosts.putPolicy(new PolicyInfo(virtualHost, name, pattern, applyTo, priority, settings(definition)), operator);
    }

    /** Numbers are numbers; everything else is a text. */
    private static Map<String, Object> settings(String definition) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String setting : set(definition)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "A setting of the definition is '" + setting + "', but name=value is expected");
            }
            String value = setting.substring(equals + 1).strip();
            Object typed = value.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(value) : value;
            settings.put(setting.substring(0, equals).strip(), typed);
        }
        return settings;
    }

    @Override
    public boolean deletePolicy(String virtualHost, String name, boolean operator) {
        return hosts.deletePolicy(virtualHost, name, operator);
    }

    private static Set<String> set(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Long limit(long value) {
        if (value < -1) {
            throw new IllegalArgumentException("A limit is " + value + ", but -1 (none) or more is expected");
        }
        return value == -1 ? null : (Long) value;
    }
}
