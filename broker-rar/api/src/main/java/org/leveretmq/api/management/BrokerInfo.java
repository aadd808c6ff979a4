package org.leveretmq.api.management;

import java.time.Instant;

/**
 * A broker as a whole.
 *
 * @param name the broker's name, unique in its JVM
 * @param product the product name that clients are told
 * @param version the version that clients are told
 * @param running whether it accepts connections
 * @param startedAt when it was started last
 * @param connections open client connections
 * @param channels open channels
 * @param exchanges declared exchanges, the predeclared ones included
 * @param queues declared queues
 * @param consumers active consumers
 * @param messages the totals of all virtual hosts
 */
public record BrokerInfo(
        String name,
        String product,
        String version,
        boolean running,
        Instant startedAt,
        int connections,
        int channels,
        int exchanges,
        int queues,
        int consumers,
        MessageTotals messages) {}
