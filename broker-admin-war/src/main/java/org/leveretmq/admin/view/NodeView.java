package org.leveretmq.admin.view;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.NodeInfo;
import org.leveretmq.api.management.Series;
import org.leveretmq.api.management.StoreInfo;

/** The process around the broker. */
public final class NodeView {
    /** How many seconds history reaches back. */
    public static final Map<String, List<Integer>> RETENTION =
            Map.of("global", List.of(600, 3600, 86400), "basic", List.of(600, 3600, 86400), "detailed", List.of(600));

    private static final List<Figure> FIGURES = List.of(
            Figure.CONNECTION_CREATED,
            Figure.CONNECTION_CLOSED,
            Figure.CHANNEL_CREATED,
            Figure.CHANNEL_CLOSED,
            Figure.QUEUE_DECLARED,
            Figure.QUEUE_CREATED,
            Figure.QUEUE_DELETED);

    private NodeView() {}

    /** The node; what the platform does not tell is left out. */
    public static Map<String, @Nullable Object> of(
            BrokerManagement broker, NodeInfo node, Map<Figure, Series> history) {
        Figures figures = broker.monitoring().broker();
        StoreInfo store = broker.monitoring().store();
        List<AlarmInfo> alarms = broker.monitoring().alarms();
        Fields fields = new Fields()
                .with("name", node.name())
                .with("type", "disc")
                .with("running", true)
                .with("os_pid", String.valueOf(node.processId()))
                .with("java_version", node.javaVersion())
                .with("operating_system", node.operatingSystem())
                .with("uptime", node.uptime().toMillis())
                .with("processors", node.processors())
                .with("rates_mode", "basic")
                .with("partitions", List.of())
                .with("exchange_types", exchangeTypes())
                .with(
                        "auth_mechanisms",
                        node.mechanisms().stream().map(NodeView::mechanism).toList())
                .with("applications", List.of())
                .with("contexts", List.of())
                .with("mem_used", node.heapUsedBytes())
                .with("mem_used_details", details(Figure.MEMORY_USED, figures, history))
                .with("mem_limit", node.heapLimitBytes())
                .with("mem_alarm", has(alarms, "memory"))
                .with("mem_messages", node.messageBytes())
                .with("mem_messages_limit", node.messageLimitBytes())
                .with("disk_free_alarm", has(alarms, "disk"))
                .with("alarms", alarms.stream().map(NodeView::alarm).toList())
                .with("sockets_used", node.socketsUsed())
                .with("sockets_total", known(node.filesLimit()))
                .with("proc_used", node.threads())
                .with("gc_num", node.collections())
                .with("gc_time", node.collectionTime().toMillis())
                .with("db_dir", store.directory() == null ? store.description() : store.directory())
                .with("store_pending_bytes", store.pendingBytes())
                .with("store_commits", store.commits())
                .with(FigureView.some(FIGURES, figures, history));
        put(fields, "fd_used", node.filesUsed(), details(Figure.FILES_USED, figures, history));
        put(fields, "fd_total", node.filesLimit(), null);
        put(fields, "disk_free", node.diskFreeBytes(), details(Figure.DISK_FREE, figures, history));
        put(fields, "disk_free_limit", node.diskLimitBytes(), null);
        put(fields, "store_bytes", store.sizeBytes(), details(Figure.STORE_BYTES, figures, history));
        return fields.map();
    }

    private static void put(Fields fields, String name, long value, @Nullable Map<String, @Nullable Object> details) {
        if (value >= 0) {
            fields.with(name, value);
            if (details != null) {
                fields.with(name + "_details", details);
            }
        }
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : Long.valueOf(value);
    }

    private static Map<String, @Nullable Object> details(Figure figure, Figures figures, Map<Figure, Series> history) {
        return FigureView.details(figures.rate(figure), history.get(figure));
    }

    private static Map<String, Object> mechanism(String name) {
        return Map.of("name", name, "description", "SASL " + name, "enabled", true);
    }

    private static boolean has(List<AlarmInfo> alarms, String kind) {
        return alarms.stream().anyMatch(alarm -> alarm.kind().equals(kind));
    }

    private static Map<String, @Nullable Object> alarm(AlarmInfo alarm) {
        return new Fields()
                .with("resource", alarm.kind())
                .with("text", alarm.text())
                .with("detail", alarm.detail())
                .with("since", Fields.moment(alarm.since()))
                .map();
    }

    /** Where the memory is. */
    public static Map<String, @Nullable Object> memory(NodeInfo node) {
        return new Fields()
                .with("heap", node.heapUsedBytes())
                .with("messages", node.messageBytes())
                .with("other_system", node.nonHeapUsedBytes())
                .with(
                        "total",
                        Map.of(
                                "rss",
                                node.heapUsedBytes() + node.nonHeapUsedBytes(),
                                "allocated",
                                node.heapUsedBytes()))
                .map();
    }

    /** The types of exchanges. */
    public static List<Map<String, Object>> exchangeTypes() {
        return Stream.of(
                        "direct",
                        "fanout",
                        "headers",
                        "topic",
                        "x-consistent-hash",
                        "x-delayed-message",
                        "x-message-deduplication")
                .map(name -> Map.<String, Object>of("name", name, "description", name + " exchange", "enabled", true))
                .toList();
    }
}
