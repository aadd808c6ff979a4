package org.leveretmq.admin.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.QueueInfo;

/** The metrics of every queue, exchange, connection and channel, with their names as labels. */
final class ObjectMetrics {
    /** The families of RabbitMQ that there are. */
    static final Set<String> FAMILIES = Set.of(
            "queue_coarse_metrics",
            "queue_consumer_count",
            "queue_metrics",
            "queue_delivery_metrics",
            "exchange_metrics",
            "connection_coarse_metrics",
            "connection_metrics",
            "channel_metrics");

    private static final String COUNTER = "counter";
    private static final String GAUGE = "gauge";

    private final PrometheusText text;
    private final BrokerManagement broker;
    private final Predicate<String> hosts;

    /** Metrics of what is in the wanted virtual hosts. */
    ObjectMetrics(PrometheusText text, BrokerManagement broker, Predicate<String> hosts) {
        this.text = text;
        this.broker = broker;
        this.hosts = hosts;
    }

    static long messages(QueueInfo queue) {
        return queue.messages().ready() + queue.messages().unacknowledged();
    }

    static long bytes(QueueInfo queue) {
        return queue.sizes().readyBytes() + queue.sizes().unacknowledgedBytes();
    }

    /** Writes the families. */
    void write(Set<String> families) {
        List<QueueInfo> queues = broker.queues().stream()
                .filter(queue -> hosts.test(queue.virtualHost()))
                .toList();
        if (families.contains("queue_coarse_metrics")) {
            coarse(queues);
        }
        if (families.contains("queue_consumer_count") || families.contains("queue_metrics")) {
            queue(queues, "queue_consumers", GAUGE, "Consumers of the queue", QueueInfo::consumers);
        }
        if (families.contains("queue_metrics")) {
            sizes(queues);
        }
        if (families.contains("queue_delivery_metrics")) {
            traffic(queues);
        }
        if (families.contains("exchange_metrics")) {
            exchanges();
        }
        if (families.contains("connection_coarse_metrics") || families.contains("connection_metrics")) {
            connections();
        }
        if (families.contains("channel_metrics")) {
            channels();
        }
    }

    private void coarse(List<QueueInfo> queues) {
        queue(queues, "queue_messages_ready", GAUGE, "Messages ready to be delivered", queue -> queue.messages()
                .ready());
        queue(
                queues,
                "queue_messages_unacked",
                GAUGE,
                "Messages delivered and not yet acknowledged",
                queue -> queue.messages().unacknowledged());
        queue(queues, "queue_messages", GAUGE, "Messages in the queue", ObjectMetrics::messages);
    }

    private void sizes(List<QueueInfo> queues) {
        queue(
                queues,
                "queue_consumer_capacity",
                GAUGE,
                "Share of the time in which a consumer could take a message",
                QueueInfo::consumerCapacity);
        queue(queues, "queue_messages_bytes", GAUGE, "Bytes of the bodies of messages", ObjectMetrics::bytes);
        queue(
                queues,
                "queue_messages_ready_bytes",
                GAUGE,
                "Bytes of the bodies of ready messages",
                queue -> queue.sizes().readyBytes());
        queue(
                queues,
                "queue_messages_unacked_bytes",
                GAUGE,
                "Bytes of the bodies of unacknowledged messages",
                queue -> queue.sizes().unacknowledgedBytes());
        queue(queues, "queue_messages_persistent", GAUGE, "Persistent messages", queue -> queue.sizes()
                .persistent());
        queue(
                queues,
                "queue_messages_persistent_bytes",
                GAUGE,
                "Bytes of the bodies of persistent messages",
                queue -> queue.sizes().persistentBytes());
        queue(queues, "queue_messages_ram", GAUGE, "Messages in memory", queue -> queue.sizes()
                .resident());
        queue(
                queues,
                "queue_messages_ram_bytes",
                GAUGE,
                "Bytes of the bodies of messages in memory",
                queue -> queue.sizes().residentBytes());
    }

    private void traffic(List<QueueInfo> queues) {
        queue(queues, "queue_messages_published_total", COUNTER, "Messages that have come in", figure(Figure.PUBLISH));
        queue(
                queues,
                "queue_messages_delivered_total",
                COUNTER,
                "Messages delivered to consumers and gets",
                figure(Figure.DELIVER_GET));
        queue(
                queues,
                "queue_messages_redelivered_total",
                COUNTER,
                "Messages delivered again",
                figure(Figure.REDELIVER));
        queue(queues, "queue_messages_acked_total", COUNTER, "Messages acknowledged", figure(Figure.ACK));
    }

    private static ToDoubleFunction<QueueInfo> figure(Figure figure) {
        return queue -> queue.figures().value(figure);
    }

    private void queue(
            List<QueueInfo> queues, String name, String type, String help, ToDoubleFunction<QueueInfo> value) {
        text.each(
                name, type, help, queues, queue -> labels("vhost", queue.virtualHost(), "queue", queue.name()), value);
    }

    private void exchanges() {
        List<ExchangeInfo> exchanges = broker.exchanges().stream()
                .filter(exchange -> hosts.test(exchange.virtualHost()))
                .toList();
        text.each(
                "exchange_messages_published_total",
                COUNTER,
                "Messages that have come to the exchange",
                exchanges,
                exchange -> labels("vhost", exchange.virtualHost(), "exchange", exchange.name()),
                ExchangeInfo::published);
    }

    private void connections() {
        List<ConnectionInfo> connections = broker.connections().stream()
                .filter(connection -> hosts.test(connection.virtualHost()))
                .toList();
        connection(
                connections,
                "connection_incoming_bytes_total",
                COUNTER,
                "Bytes received from the client",
                ConnectionInfo::receivedBytes);
        connection(
                connections,
                "connection_outgoing_bytes_total",
                COUNTER,
                "Bytes sent to the client",
                ConnectionInfo::sentBytes);
        connection(connections, "connection_channels", GAUGE, "Channels of the connection", ConnectionInfo::channels);
    }

    private void connection(
            List<ConnectionInfo> connections,
            String name,
            String type,
            String help,
            ToDoubleFunction<ConnectionInfo> value) {
        text.each(name, type, help, connections, connection -> labels("connection", connection.name()), value);
    }

    private void channels() {
        List<ChannelInfo> channels = broker.channels().stream()
                .filter(channel -> hosts.test(channel.virtualHost()))
                .toList();
        channel(channels, "channel_consumers", GAUGE, "Consumers of the channel", ChannelInfo::consumers);
        channel(
                channels,
                "channel_messages_unacked",
                GAUGE,
                "Deliveries not yet acknowledged",
                ChannelInfo::unacknowledged);
        channel(
                channels,
                "channel_messages_unconfirmed",
                GAUGE,
                "Publishes not yet confirmed",
                ChannelInfo::unconfirmed);
        channel(
                channels,
                "channel_messages_uncommitted",
                GAUGE,
                "Publishes held in a transaction",
                ChannelInfo::uncommittedMessages);
        channel(
                channels,
                "channel_acks_uncommitted",
                GAUGE,
                "Acknowledgements held in a transaction",
                ChannelInfo::uncommittedAcknowledgements);
        channel(
                channels,
                "channel_prefetch",
                GAUGE,
                "The prefetch of the channel as a whole",
                ChannelInfo::globalPrefetchCount);
        channel(channels, "channel_messages_published_total", COUNTER, "Messages published", of(Figure.PUBLISH));
        channel(channels, "channel_messages_confirmed_total", COUNTER, "Messages confirmed", of(Figure.CONFIRM));
        channel(channels, "channel_messages_delivered_total", COUNTER, "Messages delivered", of(Figure.DELIVER_GET));
        channel(
                channels,
                "channel_messages_redelivered_total",
                COUNTER,
                "Messages delivered again",
                of(Figure.REDELIVER));
        channel(channels, "channel_messages_acked_total", COUNTER, "Messages acknowledged", of(Figure.ACK));
    }

    private static ToDoubleFunction<ChannelInfo> of(Figure figure) {
        return channel -> {
            Figures figures = channel.figures();
            return figures.value(figure);
        };
    }

    private void channel(
            List<ChannelInfo> channels, String name, String type, String help, ToDoubleFunction<ChannelInfo> value) {
        text.each(
                name,
                type,
                help,
                channels,
                channel -> labels("connection", channel.connectionName(), "channel", String.valueOf(channel.number())),
                value);
    }

    private static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }
}
