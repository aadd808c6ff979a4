package org.leveretmq.channel;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Limits and capabilities that matter to channels.
 *
 * @param consumerCancelNotify whether the client wants {@code basic.cancel} when a queue of its consumers is deleted
 * @param consumerTimeout how long a delivery that leaves now may stay unacknowledged if neither consumer nor queue says otherwise, 0 for ever
 */
public record ChannelSettings(boolean consumerCancelNotify, Supplier<Duration> consumerTimeout) {}
