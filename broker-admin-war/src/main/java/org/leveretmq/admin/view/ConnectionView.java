package org.leveretmq.admin.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.CertificateInfo;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Series;
import org.leveretmq.api.management.TlsInfo;

/** Connections and channels. */
public final class ConnectionView {
    private ConnectionView() {}

    /** A connection. */
    public static Map<String, @Nullable Object> of(
            ConnectionInfo connection, String node, Map<Figure, Series> history) {
        return new Fields()
                .with("name", connection.name())
                .with("vhost", connection.virtualHost())
                .with("user", connection.user())
                .with("user_who_performed_action", connection.user())
                .with("node", node)
                .with("type", "network")
                .with("protocol", "AMQP 0-9-1")
                .with("auth_mechanism", connection.mechanism())
                .with("state", connection.state())
                .with("channels", connection.channels())
                .with("channel_max", connection.channelMax())
                .with("frame_max", connection.frameMaxBytes())
                .with("timeout", connection.heartbeatSeconds())
                .with("connected_at", connection.connectedAt().toEpochMilli())
                .with("host", connection.localAddress())
                .with("port", connection.localPort())
                .with("peer_host", connection.peerAddress())
                .with("peer_port", connection.peerPort())
                .with("recv_oct", connection.receivedBytes())
                .with("recv_oct_details", rate(connection, Figure.RECEIVED_BYTES, history))
                .with("send_oct", connection.sentBytes())
                .with("send_oct_details", rate(connection, Figure.SENT_BYTES, history))
                .with("client_properties", connection.clientProperties())
                .with("user_provided_name", connection.clientProperties().get("connection_name"))
                .with("message_stats", FigureView.messages(connection.figures(), history))
                .with(tls(connection.tls()))
                .map();
    }

    private static Map<String, @Nullable Object> rate(
            ConnectionInfo connection, Figure figure, Map<Figure, Series> history) {
        return FigureView.details(connection.figures().rate(figure), history.get(figure));
    }

    private static Map<String, @Nullable Object> tls(@Nullable TlsInfo tls) {
        CertificateInfo certificate = tls == null ? null : tls.peerCertificate();
        return new Fields()
                .with("ssl", tls != null)
                .with("ssl_protocol", tls == null ? null : tls.protocol())
                .with("ssl_cipher", tls == null ? null : tls.cipherSuite())
                .with("ssl_hash", null)
                .with("ssl_key_exchange", null)
                .with("peer_cert_subject", certificate == null ? null : certificate.subject())
                .with("peer_cert_issuer", certificate == null ? null : certificate.issuer())
                .with(
                        "peer_cert_validity",
                        certificate == null ? null : certificate.notBefore() + " - " + certificate.notAfter())
                .map();
    }

    /** A channel. */
    public static Map<String, @Nullable Object> of(ChannelInfo channel, String node, Map<Figure, Series> history) {
        return new Fields()
                .with("name", name(channel))
                .with("number", channel.number())
                .with(
                        "connection_details",
                        details(channel.connectionName(), "name").map())
                .with("vhost", channel.virtualHost())
                .with("user", channel.user())
                .with("user_who_performed_action", channel.user())
                .with("node", node)
                .with("state", channel.flowActive() ? "running" : "flow")
                .with("confirm", channel.confirm())
                .with("transactional", channel.transactional())
                .with("prefetch_count", channel.prefetchCount())
                .with("global_prefetch_count", channel.globalPrefetchCount())
                .with("consumer_count", channel.consumers())
                .with("messages_unacknowledged", channel.unacknowledged())
                .with("messages_unconfirmed", channel.unconfirmed())
                .with("messages_uncommitted", channel.uncommittedMessages())
                .with("acks_uncommitted", channel.uncommittedAcknowledgements())
                .with("idle_since", Fields.moment(channel.idleSince()))
                .with("message_stats", FigureView.messages(channel.figures(), history))
                .map();
    }

    /** {@code <connection> (<number>)}, unique among the open channels. */
    public static String name(ChannelInfo channel) {
        return channel.connectionName() + " (" + channel.number() + ")";
    }

    /** What is said of a connection where it is mentioned; its name is {@code peer:port -> local:port}. */
    static Fields details(String connection, String nameField) {
        Fields fields = new Fields().with(nameField, connection);
        int end = connection.indexOf(" -> ");
        int colon = end < 0 ? -1 : connection.lastIndexOf(':', end);
        if (colon > 0) {
            fields.with("peer_host", connection.substring(0, colon))
                    .with("peer_port", port(connection.substring(colon + 1, end)));
        }
        return fields;
    }

    private static @Nullable Integer port(String text) {
        return text.chars().allMatch(Character::isDigit) && !text.isEmpty() && text.length() < 6
                ? Integer.valueOf(text)
                : null;
    }
}
