package org.leveretmq.admin.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.ConsumerInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.Series;

/** Queues. */
public final class QueueView {
    private QueueView() {}

    /** A queue in a list. */
    public static Map<String, @Nullable Object> of(QueueInfo queue, String node, Map<Figure, Series> history) {
        long ready = queue.messages().ready();
        long unacknowledged = queue.messages().unacknowledged();
        long bytes = queue.sizes().readyBytes() + queue.sizes().unacknowledgedBytes();
        return new Fields()
                .with("name", queue.name())
                .with("vhost", queue.virtualHost())
                .with("type", "classic")
                .with("durable", queue.durable())
                .with("auto_delete", queue.autoDelete())
                .with("exclusive", queue.exclusive())
                .with("arguments", queue.arguments())
                .with("node", node)
                .with("state", "running")
                .with("policy", queue.policy())
                .with("operator_policy", queue.operatorPolicy())
                .with("effective_policy_definition", queue.effectivePolicy())
                .with("consumers", queue.consumers())
                .with("consumer_capacity", queue.consumerCapacity())
                .with("consumer_utilisation", queue.consumerCapacity())
                .with("single_active_consumer_tag", queue.activeConsumer())
                .with("exclusive_consumer_tag", null)
                .with("idle_since", Fields.moment(queue.idleSince()))
                .with("head_message_timestamp", queue.headMessageTimestamp())
                .with("memory", queue.sizes().residentBytes())
                .with("messages", ready + unacknowledged)
                .with("messages_details", rate(queue, Figure.MESSAGES, history))
                .with("messages_ready", ready)
                .with("messages_ready_details", rate(queue, Figure.MESSAGES_READY, history))
                .with("messages_unacknowledged", unacknowledged)
                .with("messages_unacknowledged_details", rate(queue, Figure.MESSAGES_UNACKNOWLEDGED, history))
                .with("messages_persistent", queue.sizes().persistent())
                .with("messages_ram", queue.sizes().resident())
                .with(
                        "messages_paged_out",
                        ready + unacknowledged - queue.sizes().resident())
                .with("message_bytes", bytes)
                .with("message_bytes_ready", queue.sizes().readyBytes())
                .with("message_bytes_unacknowledged", queue.sizes().unacknowledgedBytes())
                .with("message_bytes_persistent", queue.sizes().persistentBytes())
                .with("message_bytes_ram", queue.sizes().residentBytes())
                .with("message_bytes_paged_out", bytes - queue.sizes().residentBytes())
                .with("message_stats", FigureView.messages(queue.figures(), history))
                .with(owner(queue))
                .map();
    }

    private static Map<String, @Nullable Object> rate(QueueInfo queue, Figure figure, Map<Figure, Series> history) {
        return FigureView.details(queue.figures().rate(figure), history.get(figure));
    }

    private static Map<String, @Nullable Object> owner(QueueInfo queue) {
        String owner = queue.owner();
        return owner == null
                ? Map.of()
                : Map.of(
                        "owner_pid_details",
                        ConnectionView.details(owner, "name").map());
    }

    /** A queue without figures, for clients that want none, or none but how many messages are in it. */
    public static Map<String, @Nullable Object> withoutFigures(QueueInfo queue, String node, boolean totals) {
        long ready = queue.messages().ready();
        long unacknowledged = queue.messages().unacknowledged();
        return new Fields()
                .with("name", queue.name())
                .with("vhost", queue.virtualHost())
                .with("type", "classic")
                .with("durable", queue.durable())
                .with("auto_delete", queue.autoDelete())
                .with("exclusive", queue.exclusive())
                .with("arguments", queue.arguments())
                .with("node", node)
                .with("state", "running")
                .with(
                        totals
                                ? Map.of(
                                        "messages",
                                        ready + unacknowledged,
                                        "messages_ready",
                                        ready,
                                        "messages_unacknowledged",
                                        unacknowledged)
                                : Map.of())
                .map();
    }

    /** A queue by itself, with its consumers. */
    public static Map<String, @Nullable Object> withConsumers(
            QueueInfo queue, String node, Map<Figure, Series> history, List<ConsumerInfo> consumers) {
        return new Fields()
                .with(of(queue, node, history))
                .with(
                        "consumer_details",
                        consumers.stream()
                                .map(consumer -> ConsumerView.of(consumer, node))
                                .toList())
                .with("incoming", List.of())
                .with("deliveries", List.of())
                .map();
    }
}
