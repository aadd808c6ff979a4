package org.leveretmq.admin.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.ConsumerInfo;

/** Consumers. */
public final class ConsumerView {
    private ConsumerView() {}

    /** A consumer. */
    public static Map<String, @Nullable Object> of(ConsumerInfo consumer, String node) {
        Map<String, @Nullable Object> channel = ConnectionView.details(consumer.connectionName(), "connection_name")
                .with("name", consumer.connectionName() + " (" + consumer.channelNumber() + ")")
                .with("node", node)
                .with("number", consumer.channelNumber())
                .with("user", consumer.user())
                .map();
        return new Fields()
                .with("consumer_tag", consumer.tag())
                .with("queue", Map.of("name", consumer.queue(), "vhost", consumer.virtualHost()))
                .with("channel_details", channel)
                .with("ack_required", consumer.acknowledges())
                .with("active", consumer.active())
                .with("activity_status", consumer.active() ? "up" : "waiting")
                .with("exclusive", consumer.exclusive())
                .with("prefetch_count", consumer.prefetchCount())
                .with("arguments", consumer.arguments())
                .map();
    }
}
