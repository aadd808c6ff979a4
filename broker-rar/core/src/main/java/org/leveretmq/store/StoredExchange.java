package org.leveretmq.store;

import org.leveretmq.types.FieldTable;

/** A durable exchange as it is declared (AMQP 0-9-1 §1.7.2.1). */
public record StoredExchange(
        String virtualHost, String name, String type, boolean autoDelete, boolean internal, FieldTable arguments) {}
