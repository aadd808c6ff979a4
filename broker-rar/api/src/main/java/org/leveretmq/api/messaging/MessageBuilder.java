package org.leveretmq.api.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Message}s; null takes a property away. Used by one thread, any number of times.
 *
 * <p>Setters throw {@link IllegalArgumentException} for what AMQP 0-9-1 cannot carry: a text of more than 255 bytes in UTF-8, a priority that is no octet, a
 * negative expiration, the name of a header that is longer than 255 bytes. Values of headers are checked when the message is published.
 */
public final class MessageBuilder {
    private static final int MAX_TEXT_BYTES = 255;
    private static final int MAX_PRIORITY = 255;

    byte[] body = new byte[0];

    @Nullable
    String contentType;

    @Nullable
    String contentEncoding;

    final Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    boolean persistent = true;

    @Nullable
    Integer priority;

    @Nullable
    String correlationId;

    @Nullable
    String replyTo;

    @Nullable
    Duration expiration;

    @Nullable
    String messageId;

    @Nullable
    Instant timestamp;

    @Nullable
    String type;

    @Nullable
    String userId;

    @Nullable
    String appId;

    @Nullable
    String clusterId;

    @Nullable
    Envelope envelope;

    MessageBuilder() {}

    MessageBuilder(Message base) {
        body = base.body();
        contentType = base.contentType();
        contentEncoding = base.contentEncoding();
        headers.putAll(base.headers());
        persistent = base.persistent();
        priority = base.priority();
        correlationId = base.correlationId();
        replyTo = base.replyTo();
        expiration = base.expiration();
        messageId = base.messageId();
        timestamp = base.timestamp();
        type = base.type();
        userId = base.userId();
        appId = base.appId();
        clusterId = base.clusterId();
    }

    /** The body; copied. */
    public MessageBuilder body(byte[] value) {
        body = value.clone();
        return this;
    }

    /** A text as the body, in UTF-8, with content type {@code text/plain} and content encoding {@code UTF-8} unless there are others. */
    public MessageBuilder text(String value) {
        body = value.getBytes(StandardCharsets.UTF_8);
        contentType = contentType == null ? "text/plain" : contentType;
        contentEncoding = contentEncoding == null ? "UTF-8" : contentEncoding;
        return this;
    }

    /** The MIME type of the body. */
    public MessageBuilder contentType(@Nullable String value) {
        contentType = checked("contentType", value);
        return this;
    }

    /** The MIME encoding of the body. */
    public MessageBuilder contentEncoding(@Nullable String value) {
        contentEncoding = checked("contentEncoding", value);
        return this;
    }

    /**
     * A header. Values are strings, booleans, numbers, {@code byte[]}, {@link Instant}, {@link java.util.Date}, {@link java.math.BigDecimal}, lists and maps of
     * these, and null.
     */
    public MessageBuilder header(String name, @Nullable Object value) {
        checked("name of a header", name);
        headers.put(name, value instanceof byte[] bytes ? bytes.clone() : value);
        return this;
    }

    /** These headers instead of those that there were. */
    public MessageBuilder headers(Map<String, ?> values) {
        headers.clear();
        values.forEach(this::header);
        return this;
    }

    /** Whether it survives a restart of the broker, in a durable queue; true at first. */
    public MessageBuilder persistent(boolean value) {
        persistent = value;
        return this;
    }

    /** 0 to 255; queues with priorities deliver higher ones first. */
    public MessageBuilder priority(@Nullable Integer value) {
        if (value != null && (value < 0 || value > MAX_PRIORITY)) {
            throw new IllegalArgumentException("The priority is " + value + ", but 0 to 255 are possible");
        }
        priority = value;
        return this;
    }

    /** What a reply refers to. */
    public MessageBuilder correlationId(@Nullable String value) {
        correlationId = checked("correlationId", value);
        return this;
    }

    /** The queue for replies. */
    public MessageBuilder replyTo(@Nullable String value) {
        replyTo = checked("replyTo", value);
        return this;
    }

    /** How long it lives in a queue, in whole milliseconds; zero: only for a consumer that waits already. */
    public MessageBuilder expiration(@Nullable Duration value) {
        if (value != null && value.isNegative()) {
            throw new IllegalArgumentException("The expiration is " + value + ", but it cannot be negative");
        }
        expiration = value == null ? null : value.truncatedTo(ChronoUnit.MILLIS);
        return this;
    }

    /** The application's id of the message. */
    public MessageBuilder messageId(@Nullable String value) {
        messageId = checked("messageId", value);
        return this;
    }

    /** When the message was made; kept in whole seconds. */
    public MessageBuilder timestamp(@Nullable Instant value) {
        timestamp = value == null ? null : value.truncatedTo(ChronoUnit.SECONDS);
        return this;
    }

    /** The application's type of the message. */
    public MessageBuilder type(@Nullable String value) {
        type = checked("type", value);
        return this;
    }

    /** The user who publishes it; on a connection with a user, it has to be that one. */
    public MessageBuilder userId(@Nullable String value) {
        userId = checked("userId", value);
        return this;
    }

    /** The application that publishes it. */
    public MessageBuilder appId(@Nullable String value) {
        appId = checked("appId", value);
        return this;
    }

    /** Reserved by AMQP 0-9-1. */
    public MessageBuilder clusterId(@Nullable String value) {
        clusterId = checked("clusterId", value);
        return this;
    }

    /** How the message has come; for what receives messages on behalf of applications, and for their tests. */
    public MessageBuilder envelope(@Nullable Envelope value) {
        envelope = value;
        return this;
    }

    /** The message as it is set now. */
    public Message build() {
        return new Message(this);
    }

    private static @Nullable String checked(String what, @Nullable String value) {
        int bytes = value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "The " + what + " has " + bytes + " bytes in UTF-8, but at most 255 are possible");
        }
        return value;
    }
}
