package org.leveretmq.api.management;

import java.util.Map;

/**
 * A binding.
 *
 * @param virtualHost the virtual host it belongs to
 * @param source the exchange that messages come from
 * @param destination the queue or exchange that they go to
 * @param destinationType {@code queue} or {@code exchange}
 * @param routingKey the binding key
 * @param arguments the binding's arguments
 */
public record BindingInfo(
        String virtualHost,
        String source,
        String destination,
        String destinationType,
        String routingKey,
        Map<String, Object> arguments) {}
