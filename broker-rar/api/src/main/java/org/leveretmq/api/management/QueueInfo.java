package org.leveretmq.api.management;

import java.time.Instant;
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
 * @param consumers active consumers
 * @param bytes body bytes of the ready messages
 * @param messages its totals
 * @param policy the policy in force, null if there is none
 * @param operatorPolicy the operator policy in force, null if there is none
 * @param effectivePolicy what the policies in force say together
 * @param owner the name of the connection that has it exclusively, null if there is none
 * @param sizes the sizes of what it holds
 * @param consumerCapacity the share of the time, 0 to 1, in which a consumer could take a message at once; 0 without consumers
 * @param activeConsumer the tag of the consumer that gets the messages of a queue with a single active one; null if there is none
 * @param idleSince since when nothing has happened in it, to about 5 seconds; null if something has just now
 * @param headMessageTimestamp the timestamp property of the first message, null if it has none or is not in memory
 * @param figures its counters of messages, what it holds, and their rates
 */
public record QueueInfo(
        String virtualHost,
        String name,
        boolean durable,
        boolean exclusive,
        boolean autoDelete,
        Map<String, Object> arguments,
        int consumers,
        long bytes,
        MessageTotals messages,
        @Nullable String policy,
        @Nullable String operatorPolicy,
        Map<String, Object> effectivePolicy,
        @Nullable String owner,
        MessageSizes sizes,
        double consumerCapacity,
        @Nullable String activeConsumer,
        @Nullable Instant idleSince,
        @Nullable Instant headMessageTimestamp,
        Figures figures) {}
