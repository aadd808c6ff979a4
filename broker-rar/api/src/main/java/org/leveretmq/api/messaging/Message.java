package org.leveretmq.api.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body with its properties (AMQP 0-9-1 §1.8.2). Immutable; made by a {@link MessageBuilder}, or received. A property that is absent is null.
 *
 * <p>Equal to another one with the same body and properties, whatever way it has come.
 */
public final class Message {
    private final byte[] body;
    private final @Nullable String contentType;
    private final @Nullable String contentEncoding;
    private final Map<String, @Nullable Object> headers;
    private final boolean persistent;
    private final @Nullable Integer priority;
    private final @Nullable String correlationId;
    private final @Nullable String replyTo;
    private final @Nullable Duration expiration;
    private final @Nullable String messageId;
    private final @Nullable Instant timestamp;
    private final @Nullable String type;
    private final @Nullable String userId;
    private final @Nullable String appId;
    private final @Nullable String clusterId;
    private final @Nullable Envelope envelope;

    Message(MessageBuilder builder) {
        this.body = builder.body;
        this.contentType = builder.contentType;
        this.contentEncoding = builder.contentEncoding;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        this.persistent = builder.persistent;
        this.priority = builder.priority;
        this.correlationId = builder.correlationId;
        this.replyTo = builder.replyTo;
        this.expiration = builder.expiration;
        this.messageId = builder.messageId;
        this.timestamp = builder.timestamp;
        this.type = builder.type;
        this.userId = builder.userId;
        this.appId = builder.appId;
        this.clusterId = builder.clusterId;
        this.envelope = builder.envelope;
    }

    /** A persistent message with a text: content type {@code text/plain}, content encoding {@code UTF-8}. */
    public static Message of(String text) {
        return builder().text(text).build();
    }

    /** A persistent message with these bytes. */
    public static Message of(byte[] body) {
        return builder().body(body).build();
    }

    /** A builder of a persistent message without a body and without properties. */
    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    /** A builder with this message's body and properties, and without its envelope. */
    public MessageBuilder toBuilder() {
        return new MessageBuilder(this);
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** How long the body is, in bytes. */
    public int bodyBytes() {
        return body.length;
    }

    /** The MIME type of the body. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** The MIME encoding of the body. */
    public @Nullable String contentEncoding() {
        return contentEncoding;
    }

    /**
     * The headers, unmodifiable and in their order. Values are strings, booleans, numbers, {@code byte[]}, {@link Instant} in whole seconds, lists and maps of
     * these, and null.
     */
    public Map<String, @Nullable Object> headers() {
        return headers;
    }

    /** A header; null if it is absent, or null. */
    public @Nullable Object header(String name) {
        return headers.get(name);
    }

    /** Whether it survives a restart of the broker, in a durable queue. */
    public boolean persistent() {
        return persistent;
    }

    /** 0 to 255; queues with priorities deliver higher ones first. */
    public @Nullable Integer priority() {
        return priority;
    }

    /** What a reply refers to. */
    public @Nullable String correlationId() {
        return correlationId;
    }

    /** The queue for replies. */
    public @Nullable String replyTo() {
        return replyTo;
    }

    /** How long it lives in a queue, in whole milliseconds; null also if a publisher has sent something else. */
    public @Nullable Duration expiration() {
        return expiration;
    }

    /** The application's id of the message. */
    public @Nullable String messageId() {
        return messageId;
    }

    /** When the application says that it was made, in whole seconds. */
    public @Nullable Instant timestamp() {
        return timestamp;
    }

    /** The application's type of the message. */
    public @Nullable String type() {
        return type;
    }

    /** The user who has published it. */
    public @Nullable String userId() {
        return userId;
    }

    /** The application that has published it. */
    public @Nullable String appId() {
        return appId;
    }

    /** Reserved by AMQP 0-9-1. */
    public @Nullable String clusterId() {
        return clusterId;
    }

    /** How it has come here; empty for a message that was not received. */
    public Optional<Envelope> envelope() {
        return Optional.ofNullable(envelope);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that
                && Arrays.equals(body, that.body)
                && properties().equals(that.properties());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body) ^ properties().hashCode();
    }

    /** Its properties and the length of its body, never the body. */
    @Override
    public String toString() {
        return "Message[" + body.length + " bytes, " + properties() + (envelope == null ? "" : ", " + envelope) + "]";
    }

    private Map<String, Object> properties() {
        Map<String, Object> present = new LinkedHashMap<>();
        put(present, "contentType", contentType);
        put(present, "contentEncoding", contentEncoding);
        put(present, "headers", headers.isEmpty() ? null : headers);
        put(present, "persistent", persistent);
        put(present, "priority", priority);
        put(present, "correlationId", correlationId);
        put(present, "replyTo", replyTo);
        put(present, "expiration", expiration);
        put(present, "messageId", messageId);
        put(present, "timestamp", timestamp);
        put(present, "type", type);
        put(present, "userId", userId);
        put(present, "appId", appId);
        put(present, "clusterId", clusterId);
        return present;
    }

    private static void put(Map<String, Object> present, String name, @Nullable Object value) {
        if (value != null) {
            present.put(name, value);
        }
    }
}
