package org.leveretmq.queue;

import org.leveretmq.types.FieldTable;

/**
 * What a queue is declared with (AMQP 0-9-1 §1.7.2.1).
 *
 * @param durable whether it survives a restart
 * @param exclusive whether it belongs to the connection that declares it
 * @param autoDelete whether it goes when its last consumer has gone
 * @param arguments the arguments as they came
 */
public record QueueOptions(boolean durable, boolean exclusive, boolean autoDelete, FieldTable arguments) {}
