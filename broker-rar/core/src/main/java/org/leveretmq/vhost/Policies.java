package org.leveretmq.vhost;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.LogText;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueName;

/**
 * The policies and operator policies of a virtual host. A change reaches the queues and exchanges at once, many of them in several tasks of
 * the loop. Confined to the virtual host's loop.
 */
public final class Policies {
    private static final Logger LOGGER = System.getLogger(Policies.class.getName());
    private static final int QUEUES_AT_ONCE = 100;
    private static final Comparator<Policy> BY_PRIORITY =
            Comparator.comparingInt(Policy::priority).reversed().thenComparing(Policy::name);

    private final String virtualHost;
    private final SerialLoop loop;
    private final Map<String, Policy> policies = new TreeMap<>();
    private final Map<String, Policy> operatorPolicies = new TreeMap<>();

    Policies(String virtualHost, SerialLoop loop) {
        this.virtualHost = virtualHost;
        this.loop = loop;
    }

    /** The policies, or the operator policies, by name. */
    public Collection<Policy> all(boolean operator) {
        return List.copyOf(map(operator).values());
    }

    private Map<String, Policy> map(boolean operator) {
        return operator ? operatorPolicies : policies;
    }

    /** Adds a policy, or replaces the one of the same name. The caller then calls {@link #applyTo}. */
    void put(Policy policy, boolean operator) {
        map(operator).put(policy.name(), policy);
    }

    /** Takes a policy away. The caller then calls {@link #applyTo}. */
    void remove(String name, boolean operator) {
        map(operator).remove(name);
    }

    /** The policy that is in force for a queue, null if there is none. */
    public @Nullable Policy of(MessageQueue queue, boolean operator) {
        return first(operator, policy -> policy.matches(queue));
    }

    /** The policy that is in force for an exchange, null if there is none. */
    public @Nullable Policy of(Exchange exchange) {
        return first(false, policy -> policy.matches(exchange));
    }

    private @Nullable Policy first(boolean operator, Predicate<Policy> condition) {
        return map(operator).values().stream()
                .filter(condition)
                .min(BY_PRIORITY)
                .orElse(null);
    }

    /** Brings queues and exchanges in line with the policies. */
    void applyTo(Collection<MessageQueue> queues, Collection<Exchange> exchanges) {
        exchanges.forEach(this::applyTo);
        Iterator<MessageQueue> remaining = new ArrayList<>(queues).iterator();
        loop.inSteps(() -> {
            for (int i = 0; i < QUEUES_AT_ONCE && remaining.hasNext(); i++) {
                applyTo(remaining.next());
            }
            return remaining.hasNext();
        });
    }

    /** Brings a queue in line with the policies. */
    void applyTo(MessageQueue queue) {
        try {
            QueueName name = new QueueName(virtualHost, queue.name());
            queue.apply(PolicySettings.effective(name, queue.options().arguments(), of(queue, false), of(queue, true)));
        } catch (ChannelException e) {
            LOGGER.log(
                    Level.WARNING,
                    "{0}: no policy is applied, since it does not fit: {1}",
                    LogText.of(queue.toString()),
                    LogText.of(e.replyText()));
        }
    }

    /** Brings an exchange in line with the policies. */
    void applyTo(Exchange exchange) {
        Policy policy = of(exchange);
        Object alternate = policy == null ? null : policy.definition().get(PolicySettings.ALTERNATE_EXCHANGE);
        exchange.policyAlternateExchange(alternate instanceof String name ? name : null);
    }
}
