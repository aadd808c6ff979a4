package org.leveretmq.admin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.ParameterInfo;
import org.leveretmq.api.management.PolicyInfo;
import org.leveretmq.api.management.VirtualHostInfo;

/**
 * Parameters as RabbitMQ has them, where limits of virtual hosts and operator policies are parameters, too; here they are things of their own.
 */
final class Parameters {
    static final String LIMITS = "vhost-limits";
    static final String OPERATOR_POLICY = "operator_policy";
    static final String POLICY = "policy";

    private static final String LIMITS_NAME = "limits";

    private Parameters() {}

    /** All parameters but the global ones. */
    static List<ParameterInfo> all(Call call) {
        List<ParameterInfo> all = new ArrayList<>();
        for (VirtualHostInfo host : call.hosts().virtualHosts()) {
            Map<String, Object> limits = VirtualHostsResource.limits(host);
            if (!limits.isEmpty()) {
                all.add(new ParameterInfo(LIMITS, host.name(), LIMITS_NAME, limits));
            }
        }
        for (PolicyInfo policy : call.hosts().policies(true)) {
            all.add(new ParameterInfo(
                    OPERATOR_POLICY, policy.virtualHost(), policy.name(), PoliciesResource.value(policy)));
        }
        call.broker().parameterAdministration().parameters().stream()
                .filter(parameter -> !parameter.isGlobal())
                .forEach(all::add);
        return all;
    }

    static Map<String, @Nullable Object> view(ParameterInfo parameter) {
        return new Fields()
                .with("value", parameter.value())
                .with("vhost", parameter.virtualHost())
                .with("component", parameter.component())
                .with("name", parameter.name())
                .map();
    }

    /** Adds a parameter, or replaces one. */
    static void put(Call call, ParameterInfo parameter) {
        switch (parameter.component()) {
            case LIMITS -> VirtualHostsResource.limit(call, parameter.virtualHost(), value(parameter));
            case OPERATOR_POLICY, POLICY ->
                PoliciesResource.put(
                        call,
                        parameter.virtualHost(),
                        parameter.name(),
                        value(parameter),
                        parameter.component().equals(OPERATOR_POLICY));
            default -> call.broker().parameterAdministration().putParameter(parameter);
        }
    }

    private static Body value(ParameterInfo parameter) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (parameter.value() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        } else if (!(parameter.value() instanceof List<?> list && list.isEmpty())) {
            throw ApiException.badRequest("Validation failed\n\nan object is expected\n");
        }
        return new Body(members);
    }

    /** Takes a parameter away. Returns false if there is none of this name. */
    static boolean delete(Call call, ParameterInfo parameter) {
        switch (parameter.component()) {
            case LIMITS -> {
                call.hosts().limitVirtualHost(parameter.virtualHost(), null, null);
                return true;
            }
            case OPERATOR_POLICY -> {
                return call.hosts().deletePolicy(parameter.virtualHost(), parameter.name(), true);
            }
            default -> {
                return call.broker()
                        .parameterAdministration()
                        .deleteParameter(parameter.component(), parameter.virtualHost(), parameter.name());
            }
        }
    }
}
