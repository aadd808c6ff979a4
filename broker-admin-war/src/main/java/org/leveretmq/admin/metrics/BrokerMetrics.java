package org.leveretmq.admin.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.MessageSizes;
import org.leveretmq.api.management.NodeInfo;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.StoreInfo;

/** The metrics of a broker as a whole. */
final class BrokerMetrics {
    private static final Map<String, String> PROTOCOL = Map.of("protocol", "amqp091");
    private static final String COUNTER = "counter";
    private static final String GAUGE = "gauge";
    private static final double MILLIS = 1000.0;

    private final PrometheusText text = new PrometheusText("rabbitmq_");
    private final BrokerManagement broker;
    private final Figures figures;
    private final BrokerInfo info;
    private final NodeInfo node;

    BrokerMetrics(BrokerManagement broker) {
        this.broker = broker;
        this.figures = broker.monitoring().broker();
        this.info = broker.overview();
        this.node = broker.monitoring().node();
    }

    /** Everything but the sums over queues. */
    BrokerMetrics broker() {
        identity();
        objects();
        messages();
        process();
        store();
        alarms();
        return this;
    }

    private void identity() {
        Map<String, String> build = new LinkedHashMap<>();
        build.put("rabbitmq_version", "3.13.0");
        build.put("product_name", info.product());
        build.put("product_version", info.version());
        build.put("java_version", node.javaVersion());
        text.head("build_info", GAUGE, "Versions of the broker and its platform")
                .sample("build_info", build, 1);
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("rabbitmq_node", node.name());
        identity.put("rabbitmq_cluster", node.name());
        identity.put("rabbitmq_cluster_permanent_id", node.name());
        text.head("identity_info", GAUGE, "Names of the node and its cluster").sample("identity_info", identity, 1);
    }

    private void objects() {
        text.gauge("connections", "Connections that are open", info.connections())
                .gauge("channels", "Channels that are open", info.channels())
                .gauge("consumers", "Consumers that are subscribed", info.consumers())
                .gauge("queues", "Queues that are declared", info.queues())
                .gauge("exchanges", "Exchanges that are declared", info.exchanges())
                .counter("connections_opened_total", "Connections opened", count(Figure.CONNECTION_CREATED))
                .counter("connections_closed_total", "Connections closed", count(Figure.CONNECTION_CLOSED))
                .counter("channels_opened_total", "Channels opened", count(Figure.CHANNEL_CREATED))
                .counter("channels_closed_total", "Channels closed", count(Figure.CHANNEL_CLOSED))
                .counter("queues_declared_total", "Declarations of queues", count(Figure.QUEUE_DECLARED))
                .counter("queues_created_total", "Queues created", count(Figure.QUEUE_CREATED))
                .counter("queues_deleted_total", "Queues deleted", count(Figure.QUEUE_DELETED))
                .counter("connection_incoming_bytes_total", "Bytes received from clients", count(Figure.RECEIVED_BYTES))
                .counter("connection_outgoing_bytes_total", "Bytes sent to clients", count(Figure.SENT_BYTES));
    }

    private double count(Figure figure) {
        return figures.value(figure);
    }

    private void messages() {
        long unroutable = figures.value(Figure.RETURN_UNROUTABLE) + figures.value(Figure.DROP_UNROUTABLE);
        global("consumers", GAUGE, "Consumers that are subscribed", info.consumers());
        counted("messages_received_total", "Messages received from publishers", count(Figure.PUBLISH));
        counted(
                "messages_routed_total",
                "Messages routed to at least one queue",
                Math.max(0, count(Figure.PUBLISH) - unroutable));
        counted("messages_confirmed_total", "Messages confirmed to publishers", count(Figure.CONFIRM));
        counted(
                "messages_unroutable_returned_total",
                "Messages returned to publishers as unroutable",
                count(Figure.RETURN_UNROUTABLE));
        counted("messages_unroutable_dropped_total", "Messages dropped as unroutable", count(Figure.DROP_UNROUTABLE));
        counted("messages_delivered_total", "Messages delivered to consumers and gets", count(Figure.DELIVER_GET));
        counted(
                "messages_delivered_consume_manual_ack_total",
                "Messages delivered to consumers that acknowledge",
                count(Figure.DELIVER));
        counted(
                "messages_delivered_consume_auto_ack_total",
                "Messages delivered to consumers that do not acknowledge",
                count(Figure.DELIVER_NO_ACK));
        counted(
                "messages_delivered_get_manual_ack_total",
                "Messages got by clients that acknowledge",
                count(Figure.GET));
        counted(
                "messages_delivered_get_auto_ack_total",
                "Messages got by clients that do not acknowledge",
                count(Figure.GET_NO_ACK));
        counted("messages_get_empty_total", "Gets that found no message", count(Figure.GET_EMPTY));
        counted("messages_redelivered_total", "Messages delivered again", count(Figure.REDELIVER));
        counted("messages_acknowledged_total", "Messages acknowledged", count(Figure.ACK));
        counted("messages_rejected_total", "Messages rejected and not requeued", count(Figure.REJECT));
        counted("messages_requeued_total", "Messages put back into their queue", count(Figure.REQUEUE));
    }

    private void counted(String name, String help, double value) {
        global(name, COUNTER, help, value);
    }

    private void global(String name, String type, String help, double value) {
        text.head("global_" + name, type, help).sample("global_" + name, PROTOCOL, value);
    }

    private void process() {
        known("process_open_fds", "File descriptors that are open", node.filesUsed());
        known("process_max_fds", "The most file descriptors", node.filesLimit());
        known("process_open_tcp_sockets", "Sockets of clients and listeners", node.socketsUsed());
        known(
                "process_resident_memory_bytes",
                "Heap and other memory of the JVM in use",
                node.heapUsedBytes() + node.nonHeapUsedBytes());
        known("resident_memory_limit_bytes", "The limit of the JVM's heap", node.heapLimitBytes());
        known("message_memory_bytes", "Heap that messages take", node.messageBytes());
        known("message_memory_limit_bytes", "Publishers are blocked above it", node.messageLimitBytes());
        known("disk_space_available_bytes", "Free space where the store is", node.diskFreeBytes());
        known("disk_space_available_limit_bytes", "Publishers are blocked below it", node.diskLimitBytes());
        text.gauge("uptime_seconds", "How long the broker runs", node.uptime().toMillis() / MILLIS);
    }

    private void known(String name, String help, long value) {
        if (value >= 0) {
            text.gauge(name, help, (double) value);
        }
    }

    private void store() {
        StoreInfo store = broker.monitoring().store();
        text.counter("store_commits_total", "Commits of the store", (double) store.commits())
                .counter("store_failed_commits_total", "Commits of the store that failed", (double)
                        store.failedCommits())
                .counter("store_operations_total", "Operations committed to the store", (double) store.operations())
                .counter(
                        "store_commit_seconds_total",
                        "Time that commits of the store took",
                        store.commitTime().toMillis() / MILLIS)
                .gauge("store_pending_bytes", "Bytes that wait to be committed", (double) store.pendingBytes());
        known("store_size_bytes", "What the files of the store take", store.sizeBytes());
    }

    private void alarms() {
        List<AlarmInfo> alarms = broker.monitoring().alarms();
        alarm("alarms_memory_used_watermark", "1 while messages take too much memory", alarms, "memory");
        alarm("alarms_free_disk_space_watermark", "1 while too little disk space is free", alarms, "disk");
        alarm("alarms_store_backlog", "1 while too much waits to be stored", alarms, "store-backlog");
        alarm("alarms_store_failed", "1 while the store fails", alarms, "store-failed");
        text.gauge(
                "alarms_file_descriptor_limit",
                "1 while there are no file descriptors left",
                node.filesLimit() > 0 && node.filesUsed() >= node.filesLimit() ? 1 : 0);
    }

    private void alarm(String name, String help, List<AlarmInfo> alarms, String kind) {
        text.gauge(name, help, alarms.stream().anyMatch(alarm -> alarm.kind().equals(kind)) ? 1 : 0);
    }

    /** The sums over all queues. */
    BrokerMetrics queues() {
        List<QueueInfo> queues = broker.queues();
        sum(queues, "queue_messages_ready", "Messages ready to be delivered", queue -> queue.messages()
                .ready());
        sum(queues, "queue_messages_unacked", "Messages delivered and not yet acknowledged", queue -> queue.messages()
                .unacknowledged());
        sum(queues, "queue_messages", "Messages in queues", ObjectMetrics::messages);
        sum(queues, "queue_consumers", "Consumers of queues", QueueInfo::consumers);
        sum(queues, "queue_messages_bytes", "Bytes of the bodies of messages in queues", ObjectMetrics::bytes);
        size(queues, "queue_messages_ready_bytes", "Bytes of the bodies of ready messages", MessageSizes::readyBytes);
        size(
                queues,
                "queue_messages_unacked_bytes",
                "Bytes of the bodies of unacknowledged messages",
                MessageSizes::unacknowledgedBytes);
        size(queues, "queue_messages_persistent", "Persistent messages in queues", MessageSizes::persistent);
        size(
                queues,
                "queue_messages_persistent_bytes",
                "Bytes of the bodies of persistent messages",
                MessageSizes::persistentBytes);
        size(queues, "queue_messages_ram", "Messages in memory", MessageSizes::resident);
        size(
                queues,
                "queue_messages_ram_bytes",
                "Bytes of the bodies of messages in memory",
                MessageSizes::residentBytes);
        return this;
    }

    private void size(List<QueueInfo> queues, String name, String help, ToLongFunction<MessageSizes> size) {
        sum(queues, name, help, queue -> size.applyAsLong(queue.sizes()));
    }

    private void sum(List<QueueInfo> queues, String name, String help, ToLongFunction<QueueInfo> value) {
        text.gauge(name, help, (double) queues.stream().mapToLong(value).sum());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
