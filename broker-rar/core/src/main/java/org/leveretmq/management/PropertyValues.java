package org.leveretmq.management;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.message.MessagePropertiesBuilder;
import org.leveretmq.types.FieldTable;

/** Properties of messages as maps, by the names that RabbitMQ's management uses. */
final class PropertyValues {
    private PropertyValues() {}

    /** Those that are set. */
    static Map<String, Object> of(MessageProperties properties) {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "type", properties.type());
        put(values, "message_id", properties.messageId());
        put(values, "correlation_id", properties.correlationId());
        put(values, "reply_to", properties.replyTo());
        put(values, "content_type", properties.contentType());
        put(values, "content_encoding", properties.contentEncoding());
        put(values, "app_id", properties.appId());
        put(values, "cluster_id", properties.clusterId());
        put(values, "user_id", properties.userId());
        put(values, "expiration", properties.expiration());
        Instant timestamp = properties.timestamp();
        put(values, "timestamp", timestamp == null ? null : timestamp.getEpochSecond());
        put(values, "priority", properties.priority() < 0 ? null : properties.priority());
        put(values, "delivery_mode", properties.deliveryMode() < 0 ? null : properties.deliveryMode());
        FieldTable headers = properties.headers();
        if (headers != null && !headers.isEmpty()) {
            values.put("headers", PlainValues.of(headers));
        }
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** @throws IllegalArgumentException naming what is unknown, or has a wrong type or range */
    static MessageProperties parse(Map<String, Object> values) {
        MessagePropertiesBuilder builder = MessageProperties.builder();
        values.forEach((name, value) -> set(builder, name, value));
        return builder.build();
    }

    private static void set(MessagePropertiesBuilder builder, String name, Object value) {
        switch (name) {
            case "type" -> builder.type(text(name, value));
            case "message_id" -> builder.messageId(text(name, value));
            case "correlation_id" -> builder.correlationId(text(name, value));
            case "reply_to" -> builder.replyTo(text(name, value));
            case "content_type" -> builder.contentType(text(name, value));
            case "content_encoding" -> builder.contentEncoding(text(name, value));
            case "app_id" -> builder.appId(text(name, value));
            case "cluster_id" -> builder.clusterId(text(name, value));
            case "user_id" -> builder.userId(text(name, value));
            case "expiration" -> builder.expiration(value instanceof Number ? value.toString() : text(name, value));
            case "timestamp" -> builder.timestamp(Instant.ofEpochSecond(number(name, value)));
            case "priority" -> builder.priority(octet(name, value));
            case "delivery_mode" -> builder.deliveryMode(octet(name, value));
            case "headers" -> builder.headers(table(name, value));
            default -> throw new IllegalArgumentException("The property '" + name + "' is unknown");
        }
    }

    private static String text(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The property '" + name + "' is " + value + ", but a text is expected");
    }

    private static long number(String name, Object value) {
        try {
            return value instanceof Number number ? number.longValue() : Long.parseLong(text(name, value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The property '" + name + "' is '" + value + "', but a number is expected", e);
        }
    }

    private static int octet(String name, Object value) {
        long number = number(name, value);
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException(
                    "The property '" + name + "' is " + number + ", but a number from 0 to 255 is expected");
        }
        return (int) number;
    }

    private static FieldTable table(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("The property '" + name + "' is " + value + ", but a map is expected");
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
        return FieldTable.of(entries);
    }
}
