package org.leveretmq.admin.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.VirtualHostInfo;

/** Writes definitions: what an administrator has declared and what would be gone without it; no exclusive queues and no predeclared exchanges. */
final class DefinitionsExport {
    private static final String RESERVED = "amq.";

    private final Call call;

    DefinitionsExport(Call call) {
        this.call = call;
    }

    /** Of the whole broker. */
    Map<String, @Nullable Object> all() {
        return versions()
                .with("users", call.users().users().stream().map(UsersResource::view))
                .with("vhosts", call.hosts().virtualHosts().stream().map(DefinitionsExport::host))
                .with("permissions", call.users().permissions().stream().map(PermissionsResource::view))
                .with(
                        "topic_permissions",
                        call.users().topicPermissions().stream().map(PermissionsResource::view))
                .with("parameters", Parameters.all(call).stream().map(Parameters::view))
                .with(
                        "global_parameters",
                        ParametersResource.global(call).stream().map(ParametersResource::globalView))
                .with("policies", call.hosts().policies(false).stream().map(PoliciesResource::view))
                .with("queues", queues().stream().map(DefinitionsExport::queue))
                .with("exchanges", exchanges().stream().map(DefinitionsExport::exchange))
                .with("bindings", bindings().stream().map(DefinitionsExport::binding))
                .map();
    }

    private Fields versions() {
        BrokerInfo broker = call.broker().overview();
        return new Fields()
                .with("rabbit_version", OverviewResource.COMPATIBLE_VERSION)
                .with("rabbitmq_version", OverviewResource.COMPATIBLE_VERSION)
                .with("product_name", broker.product())
                .with("product_version", broker.version());
    }

    /** Of a virtual host, which is not named in it, so that another one can take them. */
    Map<String, @Nullable Object> of(String host) {
        return versions()
                .with(
                        "parameters",
                        Parameters.all(call).stream()
                                .filter(parameter -> parameter.virtualHost().equals(host))
                                .map(Parameters::view)
                                .map(DefinitionsExport::withoutHost))
                .with(
                        "policies",
                        call.hosts().policies(false).stream()
                                .filter(policy -> policy.virtualHost().equals(host))
                                .map(PoliciesResource::view)
                                .map(DefinitionsExport::withoutHost))
                .with(
                        "queues",
                        queues().stream()
                                .filter(queue -> queue.virtualHost().equals(host))
                                .map(DefinitionsExport::queue)
                                .map(DefinitionsExport::withoutHost))
                .with(
                        "exchanges",
                        exchanges().stream()
                                .filter(exchange -> exchange.virtualHost().equals(host))
                                .map(DefinitionsExport::exchange)
                                .map(DefinitionsExport::withoutHost))
                .with(
                        "bindings",
                        bindings().stream()
                                .filter(binding -> binding.virtualHost().equals(host))
                                .map(DefinitionsExport::binding)
                                .map(DefinitionsExport::withoutHost))
                .map();
    }

    private static Map<String, @Nullable Object> withoutHost(Map<String, @Nullable Object> view) {
        view.remove("vhost");
        return view;
    }

    private List<QueueInfo> queues() {
        return call.broker().queues().stream()
                .filter(queue -> !queue.exclusive())
                .toList();
    }

    private List<ExchangeInfo> exchanges() {
        return call.broker().exchanges().stream()
                .filter(exchange ->
                        !exchange.name().isEmpty() && !exchange.name().startsWith(RESERVED))
                .toList();
    }

    private List<BindingInfo> bindings() {
        Set<String> exclusive = new TreeSet<>();
        call.broker().queues().stream()
                .filter(QueueInfo::exclusive)
                .forEach(queue -> exclusive.add(queue.virtualHost() + "\0" + queue.name()));
        return call.broker().bindings().stream()
                .filter(binding -> !binding.destinationType().equals(AllBindings.QUEUE)
                        || !exclusive.contains(binding.virtualHost() + "\0" + binding.destination()))
                .toList();
    }

    private static Map<String, @Nullable Object> host(VirtualHostInfo host) {
        List<String> tags = List.copyOf(new TreeSet<>(host.tags()));
        return new Fields()
                .with("name", host.name())
                .with("description", host.description())
                .with("tags", tags)
                .with("metadata", Map.of("description", host.description(), "tags", tags))
                .with("tracing", host.tracing())
                .map();
    }

    private static Map<String, @Nullable Object> queue(QueueInfo queue) {
        return new Fields()
                .with("name", queue.name())
                .with("vhost", queue.virtualHost())
                .with("durable", queue.durable())
                .with("auto_delete", queue.autoDelete())
                .with("arguments", queue.arguments())
                .map();
    }

    private static Map<String, @Nullable Object> exchange(ExchangeInfo exchange) {
        return new Fields()
                .with("name", exchange.name())
                .with("vhost", exchange.virtualHost())
                .with("type", exchange.type())
                .with("durable", exchange.durable())
                .with("auto_delete", exchange.autoDelete())
                .with("internal", exchange.internal())
                .with("arguments", exchange.arguments())
                .map();
    }

    private static Map<String, @Nullable Object> binding(BindingInfo binding) {
        return new Fields()
                .with("source", binding.source())
                .with("vhost", binding.virtualHost())
                .with("destination", binding.destination())
                .with("destination_type", binding.destinationType())
                .with("routing_key", binding.routingKey())
                .with("arguments", binding.arguments())
                .map();
    }
}
