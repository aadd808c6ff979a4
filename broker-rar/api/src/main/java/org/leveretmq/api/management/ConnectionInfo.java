package org.leveretmq.api.management;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client connection.
 *
 * @param name {@code peer:port -> local:port}, unique among the open connections
 * @param user the authenticated user
 * @param virtualHost the virtual host it opened
 * @param peerAddress the client's address
 * @param peerPort the client's port
 * @param state {@code running}, {@code blocked}, {@code flow} or {@code closing}
 * @param channels open channels
 * @param frameMaxBytes the negotiated frame size
 * @param channelMax the negotiated highest channel number
 * @param heartbeatSeconds the negotiated heartbeat interval, 0 for none
 * @param receivedBytes bytes read from the socket
 * @param sentBytes bytes written to the socket
 * @param connectedAt when the connection was opened
 * @param tls what the TLS handshake has agreed on, null without TLS
 * @param localAddress the address that the client has connected to
 * @param localPort the port that the client has connected to
 * @param mechanism the SASL mechanism that the client has logged in with
 * @param figures bytes, the counters of messages of its channels, closed ones included, and their rates
 * @param clientProperties what the client said of itself; values are strings, numbers, booleans and nested maps and lists
 */
public record ConnectionInfo(
        String name,
        String user,
        String virtualHost,
        String peerAddress,
        int peerPort,
        String state,
        int channels,
        int frameMaxBytes,
        int channelMax,
        int heartbeatSeconds,
        long receivedBytes,
        long sentBytes,
        Instant connectedAt,
        @Nullable TlsInfo tls,
        String localAddress,
        int localPort,
        String mechanism,
        Figures figures,
        Map<String, Object> clientProperties) {}
