package org.leveretmq.api.messaging;

/**
 * How a message has come here.
 *
 * @param exchange the exchange it was published to, empty for the default exchange
 * @param routingKey the key it was published with
 * @param queue the queue it was received from
 * @param redelivered whether it may have been delivered before
 * @param deliveryCount how often it was delivered before and came back: a rollback, a rejection with requeue, a lost connection. Counted
 *     by the running broker; after a restart of the broker it begins at 0, with {@code redelivered} set
 */
public record Envelope(String exchange, String routingKey, String queue, boolean redelivered, int deliveryCount) {}
