package org.leveretmq.rar.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.Envelope;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.ByteString;
import org.leveretmq.types.FieldTable;

/** Messages of the API and messages of the broker. */
public final class Messages {
    private static final int TRANSIENT = 1;
    private static final int PERSISTENT = 2;

    private Messages() {}

    /** The properties as the broker keeps them. @throws IllegalArgumentException if a header has a value that AMQP cannot carry */
    public static MessageProperties properties(Message message) {
        Duration expiration = message.expiration();
        return MessageProperties.builder()
                .contentType(message.contentType())
                .contentEncoding(message.contentEncoding())
                .headers(message.headers().isEmpty() ? null : FieldTable.of(message.headers()))
                .deliveryMode(message.persistent() ? PERSISTENT : TRANSIENT)
                .priority(message.priority())
                .correlationId(message.correlationId())
                .replyTo(message.replyTo())
                .expiration(expiration == null ? null : Long.toString(expiration.toMillis()))
                .messageId(message.messageId())
                .timestamp(message.timestamp())
                .type(message.type())
                .userId(message.userId())
                .appId(message.appId())
                .clusterId(message.clusterId())
                .build();
    }

    /** What was received, with its envelope. */
    public static Message received(LocalMessage received) {
        MessageProperties properties = received.properties();
        return Message.builder()
                .body(received.body())
                .contentType(properties.contentType())
                .contentEncoding(properties.contentEncoding())
                .headers(plain(properties.headers()))
                .persistent(properties.persistent())
                .priority(properties.priority() < 0 ? null : properties.priority())
                .correlationId(properties.correlationId())
                .replyTo(properties.replyTo())
                .expiration(duration(properties.expiration()))
                .messageId(properties.messageId())
                .timestamp(properties.timestamp())
                .type(properties.type())
                .userId(properties.userId())
                .appId(properties.appId())
                .clusterId(properties.clusterId())
                .envelope(new Envelope(
                        received.exchange(),
                        received.routingKey(),
                        received.queue(),
                        received.redelivered(),
                        received.deliveryCount()))
                .build();
    }

    private static @Nullable Duration duration(@Nullable String expiration) {
        try {
            return expiration == null ? null : Duration.ofMillis(Long.parseUnsignedLong(expiration));
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    /** The entries of a table in classes of the JDK. */
    public static Map<String, @Nullable Object> plain(FieldTable table) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        table.asMap().forEach((name, value) -> entries.put(name, plainValue(value)));
        return entries;
    }

    private static @Nullable Object plainValue(@Nullable Object value) {
        if (value instanceof FieldTable table) {
            return plain(table);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(plainValue(element)));
            return elements;
        }
        return value instanceof ByteString string ? string.bytes() : value;
    }
}
