package org.leveretmq.exchange;

import org.leveretmq.types.FieldTable;

/**
 * A binding (AMQP 0-9-1 §1.7.2.3). Two are the same if they lead to the same destination with the same key and arguments.
 *
 * @param destination where it leads
 * @param routingKey the binding key
 * @param arguments the arguments, which mean something to headers exchanges
 */
public record Binding(Destination destination, String routingKey, FieldTable arguments) {}
