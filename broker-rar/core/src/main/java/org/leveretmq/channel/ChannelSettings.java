package org.leveretmq.channel;

import java.time.Duration;

/**
 * Limits and capabilities that matter to channels.
 *
 * @param consumerCancelNotify whether the client wants {@code basic.cancel} when a queue of its consumers is deleted
 * @param maxMessageBytes the largest body that is accepted
 * @param consumerTimeout how long a delivery may stay unacknowledged if neither consumer nor queue says otherwise, 0 for ever
 */
public record ChannelSettings(boolean consumerCancelNotify, long maxMessageBytes, Duration consumerTimeout) {}
