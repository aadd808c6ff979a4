package org.leveretmq.api.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue.
 *
 * @param virtualHost the virtual host it belongs to
 * @param name its name, unique in the virtual host
 * @param durable whether it survives a restart
 * @param exclusive whether it belongs to one connection
 * @param autoDelete whether it goes with its last consumer
 * @param arguments the arguments it was declared with
 * @param owner the connection that has it exclusively, null if none has
 * @param policy the policy in force, null for none
 * @param operatorPolicy the operator policy in force, null for none
 * @param effectivePolicyDefinition the settings of both, where they differ the narrower ones
 * @param singleActiveConsumer the tag of the one consumer that gets messages, null if the queue has none of that kind
 * @param consumers active consumers
 * @param bytes body bytes of the ready messages
 * @param messages its totals
 */
public record QueueInfo(
        String virtualHost,
        String name,
        boolean durable,
        boolean exclusive,
        boolean autoDelete,
        Map<String, Object> arguments,
        @Nullable String owner,
        @Nullable String policy,
        @Nullable String operatorPolicy,
        Map<String, Object> effectivePolicyDefinition,
        @Nullable String singleActiveConsumer,
        int consumers,
        long bytes,
        MessageTotals messages) {}
