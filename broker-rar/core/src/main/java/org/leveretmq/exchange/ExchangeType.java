package org.leveretmq.exchange;

import java.util.function.Supplier;

/**
 * A type of exchanges (AMQP 0-9-1 §3.1.3).
 *
 * @param name the name that declarations use
 * @param newBindingTable makes the bindings of a new exchange
 */
public record ExchangeType(String name, Supplier<BindingTable> newBindingTable) {}
