package org.leveretmq.store;

import org.leveretmq.types.FieldTable;

/**
 * A durable queue as it is declared (AMQP 0-9-1 §1.7.2.1); exclusive queues are never stored.
 *
 * @param id unique in the store for all time, from 1
 */
public record StoredQueue(long id, String virtualHost, String name, boolean autoDelete, FieldTable arguments) {}
