package org.leveretmq.channel;

/**
 * Limits and capabilities that matter to channels.
 *
 * @param consumerCancelNotify whether the client wants {@code basic.cancel} when a queue of its consumers is deleted
 * @param maxMessageBytes the largest body that is accepted
 */
public record ChannelSettings(boolean consumerCancelNotify, long maxMessageBytes) {}
