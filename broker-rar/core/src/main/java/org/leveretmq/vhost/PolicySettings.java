package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.queue.QueueArguments;
import org.leveretmq.queue.QueueName;
import org.leveretmq.types.FieldTable;

/**
 * The settings that policies can have, and how they come together with the arguments of a declaration: an argument goes before a policy, and an
 * operator policy is an upper bound for both.
 */
public final class PolicySettings {
    static final String ALTERNATE_EXCHANGE = "alternate-exchange";

    private static final String PREFIX = "x-";
    private static final String DEAD_LETTER_EXCHANGE = "dead-letter-exchange";
    private static final String DEAD_LETTER_ROUTING_KEY = "dead-letter-routing-key";

    /** What an operator policy may bound. */
    private static final Set<String> LIMITS =
            Set.of("message-ttl", "expires", "max-length", "max-length-bytes", "delivery-limit", "consumer-timeout");

    private static final Set<String> OF_QUEUES = Set.of(
            "message-ttl",
            "expires",
            "max-length",
            "max-length-bytes",
            "overflow",
            DEAD_LETTER_EXCHANGE,
            DEAD_LETTER_ROUTING_KEY,
            "delivery-limit",
            "consumer-timeout");

    /** Limits of quorum queues of RabbitMQ. */
    private static final Set<String> LIMITS_WITHOUT_EFFECT = Set.of("max-in-memory-length", "max-in-memory-bytes");

    /** Settings of RabbitMQ's clusters, storage, quorum queues and streams that mean nothing here, so that its definitions can be taken over. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "dead-letter-strategy",
            "initial-cluster-size",
            "max-age",
            "queue-leader-locator",
            "stream-max-segment-size-bytes",
            "ha-mode",
            "ha-params",
            "ha-sync-mode",
            "ha-sync-batch-size",
            "ha-promote-on-shutdown",
            "ha-promote-on-failure",
            "queue-master-locator",
            "queue-mode",
            "queue-version");

    private PolicySettings() {}

    /** Checks the settings of a policy. @throws IllegalArgumentException naming what is unknown, or has a wrong type or range */
    public static void validate(Policy policy, boolean operator) {
        FieldTable definition = policy.definition();
        if (definition.isEmpty()) {
            throw new IllegalArgumentException("The definition of policy '" + policy.name() + "' is empty");
        }
        List<String> unknown = new ArrayList<>();
        for (String setting : definition.asMap().keySet()) {
            boolean known = operator
                    ? LIMITS.contains(setting)
                    : OF_QUEUES.contains(setting)
                            || WITHOUT_EFFECT.contains(setting)
                            || setting.equals(ALTERNATE_EXCHANGE);
            if (!known && !LIMITS_WITHOUT_EFFECT.contains(setting)) {
                unknown.add(setting);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The definition of " + (operator ? "operator policy '" : "policy '")
                    + policy.name() + "' has settings that are not recognised: " + String.join(", ", unknown));
        }
        if (definition.contains(ALTERNATE_EXCHANGE) && !(definition.get(ALTERNATE_EXCHANGE) instanceof String)) {
            throw new IllegalArgumentException(
                    "The setting " + ALTERNATE_EXCHANGE + " of policy '" + policy.name() + "' is not a string");
        }
        try {
            Map<String, Object> arguments = new LinkedHashMap<>();
            addTo(arguments, definition);
            arguments.putIfAbsent(PREFIX + DEAD_LETTER_EXCHANGE, "");
            QueueArguments.parse(new QueueName("", policy.name()), FieldTable.of(arguments));
        } catch (ChannelException e) {
            throw new IllegalArgumentException(
                    "The definition of policy '" + policy.name() + "' is invalid: " + e.replyText(), e);
        }
    }

    private static void addTo(Map<String, Object> arguments, FieldTable definition) {
        definition.asMap().forEach((setting, value) -> {
            if (OF_QUEUES.contains(setting) && value != null) {
                arguments.putIfAbsent(PREFIX + setting, value);
            }
        });
    }

    /** The arguments that are in force for a queue. */
    static QueueArguments effective(
            QueueName queue, FieldTable declared, @Nullable Policy policy, @Nullable Policy operatorPolicy)
            throws ChannelException {
        if (policy == null && operatorPolicy == null) {
            return QueueArguments.parse(queue, declared);
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        declared.asMap().forEach((name, value) -> {
            if (value != null) {
                arguments.put(name, value);
            }
        });
        if (policy != null) {
            addTo(arguments, policy.definition());
        }
        if (operatorPolicy != null) {
            bound(arguments, operatorPolicy.definition());
        }
        if (!arguments.containsKey(PREFIX + DEAD_LETTER_EXCHANGE)) {
            arguments.remove(PREFIX + DEAD_LETTER_ROUTING_KEY);
        }
        return QueueArguments.parse(queue, FieldTable.of(arguments));
    }

    private static void bound(Map<String, Object> arguments, FieldTable limits) {
        limits.asMap().forEach((setting, limit) -> {
            if (limit instanceof Number bound && LIMITS.contains(setting)) {
                arguments.merge(
                        PREFIX + setting,
                        bound.longValue(),
                        (set, most) -> Math.min(((Number) set).longValue(), bound.longValue()));
            }
        });
    }
}
