package org.leveretmq.vhost;

import org.leveretmq.types.FieldTable;

/**
 * What an exchange is declared with, besides its name and type (AMQP 0-9-1 §1.6.2.1).
 *
 * @param durable whether it survives a restart
 * @param autoDelete whether it goes with its last binding
 * @param internal whether clients may not publish to it
 * @param arguments the arguments as they came
 */
public record ExchangeOptions(boolean durable, boolean autoDelete, boolean internal, FieldTable arguments) {}
