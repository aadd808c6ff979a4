package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.types.FieldTable;

/**
 * Copies of everything that is published and delivered in a virtual host, as RabbitMQ's firehose makes them: to the topic exchange
 * {@code amq.rabbitmq.trace}, with the key {@code publish.<exchange>} or {@code deliver.<queue>}. Off unless the virtual host's properties say
 * otherwise. Confined to the virtual host's loop.
 */
public final class Firehose {
    /** The exchange that the copies go to. */
    public static final String EXCHANGE = "amq.rabbitmq.trace";

    /**
     * Who publishes or receives.
     *
     * @param connection the connection's name
     * @param channel the channel's number, 0 for an embedded session
     * @param user the user's name
     */
    public record Tap(String connection, int channel, String user) {}

    private final VirtualHost host;
    private final SerialLoop loop;
    private final String node;

    Firehose(VirtualHost host, SerialLoop loop, String node) {
        this.host = host;
        this.loop = loop;
        this.node = node;
    }

    /** Copies a message that was published right now, if the firehose is on. */
    public void published(Message message, Tap tap) {
        published(message, host.publications().lastRouted(), tap);
    }

    /** Copies a message that these queues have received, if the firehose is on. */
    public void published(Message message, List<MessageQueue> routed, Tap tap) {
        if (off(message)) {
            return;
        }
        Map<String, Object> headers = describe(message, tap);
        List<Object> queues = new ArrayList<>();
        routed.forEach(queue -> queues.add(queue.name()));
        headers.put("routed_queues", queues);
        copy("publish." + message.exchange(), headers, message);
    }

    /** Copies a message that is delivered right now, if the firehose is on. */
    public void delivered(Message message, MessageQueue queue, boolean redelivered, Tap tap) {
        if (off(message)) {
            return;
        }
        Map<String, Object> headers = describe(message, tap);
        headers.put("redelivered", redelivered ? 1 : 0);
        copy("deliver." + queue.name(), headers, message);
    }

    /** Copies of copies are never made. */
    private boolean off(Message message) {
        return !host.properties().tracing() || message.exchange().equals(EXCHANGE);
    }

    private Map<String, Object> describe(Message message, Tap tap) {
        List<Object> keys = new ArrayList<>();
        keys.add(message.routingKey());
        keys.addAll(CarbonCopies.moreKeys(message));
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("exchange_name", message.exchange());
        headers.put("routing_keys", keys);
        headers.put("properties", describe(message.properties()));
        headers.put("node", node);
        headers.put("vhost", host.name());
        headers.put("connection", tap.connection());
        headers.put("channel", tap.channel());
        headers.put("user", tap.user());
        return headers;
    }

    private static FieldTable describe(MessageProperties properties) {
        Map<String, Object> table = new LinkedHashMap<>();
        put(table, "content_type", properties.contentType());
        put(table, "content_encoding", properties.contentEncoding());
        put(table, "headers", properties.hasHeaders() ? properties.headers() : null);
        put(table, "delivery_mode", properties.deliveryMode() < 0 ? null : properties.deliveryMode());
        put(table, "priority", properties.priority() < 0 ? null : properties.priority());
        put(table, "correlation_id", properties.correlationId());
        put(table, "reply_to", properties.replyTo());
        put(table, "expiration", properties.expiration());
        put(table, "message_id", properties.messageId());
        put(table, "timestamp", properties.timestamp());
        put(table, "type", properties.type());
        put(table, "user_id", properties.userId());
        put(table, "app_id", properties.appId());
        put(table, "cluster_id", properties.clusterId());
        return FieldTable.of(table);
    }

    private static void put(Map<String, Object> table, String name, @Nullable Object value) {
        if (value != null) {
            table.put(name, value);
        }
    }

    /** In a task of its own: a queue is never entered again while it delivers. */
    private void copy(String routingKey, Map<String, Object> headers, Message message) {
        MessageProperties properties =
                MessageProperties.builder().headers(FieldTable.of(headers)).build();
        Message copy = new Message(EXCHANGE, routingKey, properties, message.body());
        loop.execute(() -> host.publications().publishCopy(copy));
    }
}
