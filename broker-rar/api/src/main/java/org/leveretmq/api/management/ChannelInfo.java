package org.leveretmq.api.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a connection.
 *
 * @param connectionName the connection it belongs to
 * @param number its number on that connection, from 1
 * @param user the authenticated user
 * @param virtualHost the connection's virtual host
 * @param confirm whether publisher confirms were selected
 * @param transactional whether transactions were selected
 * @param prefetchCount the prefetch of new consumers, 0 for no limit
 * @param globalPrefetchCount the prefetch of the channel as a whole, 0 for no limit
 * @param consumers its consumers
 * @param unacknowledged deliveries not yet acknowledged
 * @param unconfirmed publishes not yet confirmed
 * @param uncommittedMessages publishes held in the open transaction
 * @param uncommittedAcknowledgements acknowledgements and rejections held in the open transaction
 * @param flowActive false after the client asked for deliveries to pause
 * @param idleSince since when nothing has happened on it, to about 5 seconds; null if something has just now
 * @param figures its counters of messages and their rates
 */
public record ChannelInfo(
        String connectionName,
        int number,
        String user,
        String virtualHost,
        boolean confirm,
        boolean transactional,
        int prefetchCount,
        int globalPrefetchCount,
        int consumers,
        int unacknowledged,
        int unconfirmed,
        int uncommittedMessages,
        int uncommittedAcknowledgements,
        boolean flowActive,
        @Nullable Instant idleSince,
        Figures figures) {}
