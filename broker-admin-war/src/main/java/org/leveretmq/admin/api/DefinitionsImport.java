package org.leveretmq.admin.api;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.OperationRefusedException;
import org.leveretmq.api.management.ParameterInfo;
import org.leveretmq.api.management.TopologyAdministration;

/**
 * Reads definitions and puts them beside what is there already; what has the same name is replaced, but for queues and exchanges, which stay as
 * they are. What cannot be taken is left out, and ends it with 400 when all the rest has been taken. Used once, by one thread.
 */
final class DefinitionsImport {
    private static final int MOST_REASONS = 20;

    private final List<String> refused = new ArrayList<>();
    private final Call call;
    private final TopologyAdministration topology;

    /** On behalf of an administrator, whose own permissions do not matter here. */
    DefinitionsImport(Call call) {
        this.call = call;
        this.topology = call.broker().topologyAdministration();
    }

    private interface Step {
        void take(Body body);
    }

    /** Definitions of a whole broker. @throws ApiException 400 with what could not be taken, and why */
    void all(Body definitions) {
        each(definitions, "users", user -> UsersResource.put(call, name(user), user));
        each(definitions, "vhosts", host -> VirtualHostsResource.put(call, name(host), host));
        each(
                definitions,
                "permissions",
                permission ->
                        PermissionsResource.put(call, host(permission, null), permission.text("user", ""), permission));
        each(
                definitions,
                "topic_permissions",
                permission -> PermissionsResource.putOfTopics(
                        call, host(permission, null), permission.text("user", ""), permission));
        each(definitions, "global_parameters", parameter -> call.broker()
                .parameterAdministration()
                .putParameter(ParameterInfo.global(name(parameter), value(parameter))));
        topology(definitions, null);
        tell();
    }

    /** Definitions of a virtual host, into this one, whatever they say. @throws ApiException 400 with what could not be taken, and why */
    void into(String host, Body definitions) {
        topology(definitions, host);
        tell();
    }

    private void tell() {
        if (!refused.isEmpty()) {
            String reasons = refused.stream().limit(MOST_REASONS).collect(Collectors.joining("; "));
            int more = refused.size() - MOST_REASONS;
            throw ApiException.badRequest(more > 0 ? reasons + "; and " + more + " more" : reasons);
        }
    }

    private void topology(Body definitions, @Nullable String into) {
        each(
                definitions,
                "parameters",
                parameter -> Parameters.put(
                        call,
                        new ParameterInfo(
                                parameter.text("component", ""),
                                host(parameter, into),
                                name(parameter),
                                value(parameter))));
        each(
                definitions,
                "policies",
                policy -> PoliciesResource.put(call, host(policy, into), name(policy), policy, false));
        each(
                definitions,
                "queues",
                queue -> topology.restoreQueue(
                        host(queue, into),
                        name(queue),
                        queue.flag("durable", true),
                        queue.flag("auto_delete", false),
                        queue.map("arguments")));
        each(definitions, "exchanges", exchange -> {
            if (!name(exchange).isEmpty()) {
                topology.restoreExchange(ExchangesResource.declaration(host(exchange, into), name(exchange), exchange));
            }
        });
        each(definitions, "bindings", binding -> {
            BindingInfo wanted = binding(binding, into);
            if (!wanted.source().isEmpty()) {
                topology.bind(wanted);
            }
        });
    }

    private static BindingInfo binding(Body binding, @Nullable String into) {
        return new BindingInfo(
                host(binding, into),
                binding.text("source", ""),
                binding.text("destination", ""),
                binding.text("destination_type", AllBindings.QUEUE),
                binding.text("routing_key", ""),
                binding.map("arguments"));
    }

    private void each(Body definitions, String kind, Step step) {
        for (Body body : definitions.objects(kind)) {
            try {
                step.take(body);
            } catch (OperationRefusedException e) {
                refuse(kind, body, e.detail());
            } catch (ApiException | NoSuchElementException | IllegalArgumentException e) {
                refuse(kind, body, e.getMessage());
            }
        }
    }

    private void refuse(String kind, Body body, @Nullable String reason) {
        refused.add(kind + " '" + label(body) + "': "
                + String.valueOf(reason).strip().replaceAll("\\s+", " "));
    }

    /** What tells one from the others: not everything has a name. */
    private static String label(Body body) {
        if (body.has("name")) {
            return String.valueOf(body.value("name"));
        } else if (body.has("user")) {
            return body.value("user") + " in " + body.value("vhost");
        }
        return body.value("source") + " -> " + body.value("destination");
    }

    private static String name(Body body) {
        return body.require("name").text("name", "");
    }

    private static Object value(Body body) {
        Object value = body.value("value");
        return value == null ? "" : value;
    }

    private static String host(Body body, @Nullable String into) {
        return into == null ? body.require("vhost").text("vhost", "") : into;
    }
}
