package org.leveretmq.api.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exchange.
 *
 * @param virtualHost the virtual host it belongs to
 * @param name its name, empty for the default exchange
 * @param type {@code direct}, {@code fanout}, {@code topic}, {@code headers} or another known type
 * @param durable whether it survives a restart
 * @param autoDelete whether it goes with its last binding
 * @param internal whether clients may not publish to it
 * @param arguments the arguments it was declared with
 * @param published messages published to it, or routed to it from another exchange
 * @param policy the policy in force, null if there is none
 * @param figures what has come in and gone out, and the rates
 */
public record ExchangeInfo(
        String virtualHost,
        String name,
        String type,
        boolean durable,
        boolean autoDelete,
        boolean internal,
        Map<String, Object> arguments,
        long published,
        @Nullable String policy,
        Figures figures) {}
