package org.leveretmq.connection;

import java.time.Duration;

/**
 * What a broker allows and tells its clients.
 *
 * @param brokerName the name it shows as the cluster name
 * @param product the product name it shows
 * @param version the version it shows
 * @param frameMaxBytes the largest frame, 4096 or more
 * @param channelMax the highest channel number, 1 to 65535
 * @param heartbeatSeconds the proposed heartbeat interval, 0 for none
 * @param maxMessageBytes the largest body that is accepted
 * @param consumerTimeout how long a delivery may stay unacknowledged, 0 for ever
 * @param handshakeTimeout how long a client may take from connecting to {@code connection.open}
 * @param closeTimeout how long the broker waits for {@code close-ok}
 */
public record ConnectionSettings(
        String brokerName,
        String product,
        String version,
        int frameMaxBytes,
        int channelMax,
        int heartbeatSeconds,
        long maxMessageBytes,
        Duration consumerTimeout,
        Duration handshakeTimeout,
        Duration closeTimeout) {
    /** The same for a broker of another name. */
    public ConnectionSettings named(String name) {
        return new ConnectionSettings(
                name,
                product,
                version,
                frameMaxBytes,
                channelMax,
                heartbeatSeconds,
                maxMessageBytes,
                consumerTimeout,
                handshakeTimeout,
                closeTimeout);
    }
}
