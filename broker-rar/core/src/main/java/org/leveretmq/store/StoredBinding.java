package org.leveretmq.store;

import org.leveretmq.types.FieldTable;

/**
 * A binding between a durable exchange and a durable queue or exchange.
 *
 * @param destinationIsQueue false if the destination is an exchange
 */
public record StoredBinding(
        String virtualHost,
        String source,
        String destination,
        boolean destinationIsQueue,
        String routingKey,
        FieldTable arguments) {}
