package org.leveretmq.management;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.PolicyInfo;
import org.leveretmq.api.management.VirtualHostAdministration;
import org.leveretmq.api.management.VirtualHostInfo;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.connection.Session;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredPolicy;
import org.leveretmq.store.StoredVirtualHost;
import org.leveretmq.transaction.Branches;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.Policy;
import org.leveretmq.vhost.PolicySettings;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHostProperties;
import org.leveretmq.vhost.VirtualHosts;

/** The administration of virtual hosts and policies. A change is stored first, then it is in force. */
final class CoreVirtualHosts implements VirtualHostAdministration {
    private final VirtualHosts virtualHosts;
    private final Definitions definitions;
    private final CoreUsers users;
    private final CoreParameters parameters;
    private final ConnectionRegistry registry;
    private final Snapshots snapshots;
    private final Branches branches;

    CoreVirtualHosts(
            VirtualHosts virtualHosts,
            Definitions definitions,
            CoreUsers users,
            CoreParameters parameters,
            ConnectionRegistry registry,
            Snapshots snapshots,
            Branches branches) {
        this.branches = branches;
        this.virtualHosts = virtualHosts;
        this.definitions = definitions;
        this.users = users;
        this.parameters = parameters;
        this.registry = registry;
        this.snapshots = snapshots;
    }

    @Override
    public List<VirtualHostInfo> virtualHosts() {
        return virtualHosts.all().stream().map(CoreVirtualHosts::info).toList();
    }

    private static VirtualHostInfo info(VirtualHost host) {
        VirtualHostProperties properties = host.properties();
        return new VirtualHostInfo(
                host.name(),
                properties.description(),
                properties.tags(),
                properties.tracing(),
                properties.maxConnections(),
                properties.maxQueues());
    }

    @Override
    public void putVirtualHost(String name, String description, Set<String> tags) {
        Checks.name("virtual host", name);
        Checks.text("description", description);
        Checks.tags(tags);
        definitions.exclusively(() -> {
            VirtualHost known = virtualHosts.find(name);
            VirtualHostProperties before = known == null ? VirtualHostProperties.NONE : known.properties();
            return put(name, before.describedAs(description, tags));
        });
    }

    @Override
    public void limitVirtualHost(String name, @Nullable Long maxConnections, @Nullable Long maxQueues) {
        Checks.limit("max-connections", maxConnections);
        Checks.limit("max-queues", maxQueues);
        change(name, properties -> properties.withLimits(maxConnections, maxQueues));
    }

    @Override
    public void trace(String name, boolean on) {
        change(name, properties -> properties.withTracing(on));
    }

    private void change(String name, UnaryOperator<VirtualHostProperties> change) {
        definitions.exclusively(() -> put(name, change.apply(require(name).properties())));
    }

    private VirtualHost put(String name, VirtualHostProperties properties) {
        definitions.commit(List.of(new StoreOperation.PutVirtualHost(new StoredVirtualHost(
                name,
                properties.description(),
                properties.tags(),
                properties.tracing(),
                properties.maxConnections(),
                properties.maxQueues()))));
        VirtualHost host = virtualHosts.create(name);
        host.properties(properties);
        return host;
    }

    private VirtualHost require(String name) {
        VirtualHost host = virtualHosts.find(name);
        if (host == null) {
            throw new NoSuchElementException("There is no virtual host '" + name + "'");
        }
        return host;
    }

    @Override
    public boolean deleteVirtualHost(String name) {
        return definitions.exclusively(() -> {
            VirtualHost host = virtualHosts.remove(name);
            if (host == null) {
                return false;
            }
            closeConnections(host);
            branches.forgetAll(host);
            List<StoreOperation> changes = users.forget(name);
            changes.addAll(parameters.forget(name));
            changes.addAll(ask(host, () -> removalsOfPolicies(host)));
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            host.loop()
                    .execute(() -> host.end(() -> {
                        virtualHosts.keep(host.values());
                        ended.complete(true);
                    }));
            if (!changes.isEmpty()) {
                definitions.commit(changes);
            }
            return ended.join();
        });
    }

    private void closeConnections(VirtualHost host) {
        for (ClientConnection connection : registry.all()) {
            Session session = connection.session();
            if (session != null && session.virtualHost() == host) {
                connection.forceClose("vhost '" + host.name() + "' is deleted");
            }
        }
    }

    private static List<StoreOperation> removalsOfPolicies(VirtualHost host) {
        List<StoreOperation> removals = new ArrayList<>();
        for (boolean operator : new boolean[] {false, true}) {
            for (Policy policy : host.policies().all(operator)) {
                removals.add(
                        new StoreOperation.RemoveDefinition(StoredPolicy.key(host.name(), policy.name(), operator)));
            }
        }
        return removals;
    }

    @Override
    public List<PolicyInfo> policies(boolean operator) {
        return snapshots
                .ofAll(host -> host.policies().all(operator).stream()
                        .map(policy -> info(host, policy))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static PolicyInfo info(VirtualHost host, Policy policy) {
        return new PolicyInfo(
                host.name(),
                policy.name(),
                policy.pattern().pattern(),
                policy.appliesTo().text(),
                policy.priority(),
                PlainValues.of(policy.definition()));
    }

    @Override
    public void putPolicy(PolicyInfo policy, boolean operator) {
        Checks.name("policy", policy.name());
        Checks.text("pattern", policy.pattern());
        Policy checked = Policy.of(
                policy.name(),
                policy.pattern(),
                policy.applyTo(),
                policy.priority(),
                FieldTable.of(policy.definition()));
        PolicySettings.validate(checked, operator);
        definitions.exclusively(() -> {
            VirtualHost host = require(policy.virtualHost());
            definitions.put(new StoredPolicy(
                    host.name(),
                    checked.name(),
                    operator,
                    checked.pattern().pattern(),
                    checked.appliesTo().text(),
                    checked.priority(),
                    checked.definition()));
            return ask(host, () -> {
                host.putPolicy(checked, operator);
                return host;
            });
        });
    }

    @Override
    public boolean deletePolicy(String virtualHost, String name, boolean operator) {
        return definitions.exclusively(() -> {
            VirtualHost host = require(virtualHost);
            boolean known = ask(host, () -> host.policies().all(operator).stream()
                    .anyMatch(policy -> policy.name().equals(name)));
            if (known) {
                definitions.remove(StoredPolicy.key(virtualHost, name, operator));
                ask(host, () -> {
                    host.removePolicy(name, operator);
                    return host;
                });
            }
            return known;
        });
    }

    /** Runs something on the virtual host's loop and waits for it. */
    private static <T> T ask(VirtualHost host, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        host.loop().execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.join();
    }
}
