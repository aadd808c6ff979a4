package org.leveretmq.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/**
 * The properties of a message (class basic, AMQP 0-9-1 §1.8.2), kept as the bytes that the publisher sent.
 *
 * <p>A message passes through unchanged, even with properties that are not text. Wrapping checks the structure in one pass and
 * notes delivery mode and priority; every other getter decodes when it is called. Immutable, any thread.
 */
public final class MessageProperties {
    /** Properties none of which is set. */
    public static final MessageProperties EMPTY =
            new MessageProperties(new byte[PropertyLayout.FLAGS_SIZE], PropertyLayout.ABSENT, PropertyLayout.ABSENT);

    private static final byte PERSISTENT = 2;

    private final byte[] encoded;
    private final short deliveryMode;
    private final short priority;

    /** Decoded at the first call; a race between readers costs a second decoding and nothing else. */
    private @Nullable FieldTable headers;

    private MessageProperties(byte[] encoded, int deliveryMode, int priority) {
        this.encoded = encoded;
        this.deliveryMode = (short) deliveryMode;
        this.priority = (short) priority;
    }

    /**
     * The properties in the bytes: property flags and values as in a content header behind the body size (§4.2.6.1). Takes over
     * the array, which nobody may modify from now on.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if flags, lengths or the headers table are malformed. Text is not looked at,
     *     because some clients put binary values there.
     */
    public static MessageProperties wrap(byte[] encoded) throws ConnectionException {
        int flags = PropertyLayout.validate(encoded);
        return flags == 0
                ? EMPTY
                : new MessageProperties(
                        encoded,
                        PropertyLayout.octet(encoded, PropertyLayout.DELIVERY_MODE),
                        PropertyLayout.octet(encoded, PropertyLayout.PRIORITY));
    }

    /** Properties in a form that is known to be well-formed. */
    static MessageProperties trusted(byte[] encoded) {
        return new MessageProperties(
                encoded,
                PropertyLayout.octet(encoded, PropertyLayout.DELIVERY_MODE),
                PropertyLayout.octet(encoded, PropertyLayout.PRIORITY));
    }

    /** A builder with nothing set. */
    public static Builder builder() {
        return new Builder(EMPTY);
    }

    /** A builder with these properties set; what is not changed keeps its bytes, binary values included. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Property flags and values as on the wire; the array itself, which must not be modified. */
    public byte[] encoded() {
        return encoded;
    }

    /** Whether the delivery mode is 2: the message is to survive a restart in a durable queue. */
    public boolean persistent() {
        return deliveryMode == PERSISTENT;
    }

    /** The delivery mode, 0 to 255 (1 transient, 2 persistent), or -1 if absent. */
    public int deliveryMode() {
        return deliveryMode;
    }

    /** The priority, 0 to 255, or -1 if absent. */
    public int priority() {
        return priority;
    }

    /** The headers; the empty table if absent. Decoded once. */
    public FieldTable headers() {
        FieldTable known = headers;
        if (known == null) {
            known = decodeHeaders();
            headers = known;
        }
        return known;
    }

    /** Whether there is a headers table, even an empty one; decodes nothing. */
    public boolean hasHeaders() {
        return PropertyLayout.present(encoded, PropertyLayout.HEADERS);
    }

    /** The MIME content type, or null. */
    public @Nullable String contentType() {
        return text(PropertyLayout.CONTENT_TYPE);
    }

    /** The MIME content encoding, or null. */
    public @Nullable String contentEncoding() {
        return text(PropertyLayout.CONTENT_ENCODING);
    }

    /** The application's correlation identifier, or null. */
    public @Nullable String correlationId() {
        return text(PropertyLayout.CORRELATION_ID);
    }

    /** The address to reply to, usually a queue name, or null. */
    public @Nullable String replyTo() {
        return text(PropertyLayout.REPLY_TO);
    }

    /** The time to live as the publisher wrote it, by rule milliseconds in decimal but not checked here, or null. */
    public @Nullable String expiration() {
        return text(PropertyLayout.EXPIRATION);
    }

    /** The application's message identifier, or null. */
    public @Nullable String messageId() {
        return text(PropertyLayout.MESSAGE_ID);
    }

    /** The time of the message in whole seconds, or null; beyond the range of {@code Instant} its first or last second. */
    public @Nullable Instant timestamp() {
        int at = PropertyLayout.find(encoded, PropertyLayout.TIMESTAMP);
        return at < 0 ? null : PropertyLayout.instant(encoded, at);
    }

    /** The application's type name of the message, or null. */
    public @Nullable String type() {
        return text(PropertyLayout.TYPE);
    }

    /** The user that published, or null. */
    public @Nullable String userId() {
        return text(PropertyLayout.USER_ID);
    }

    /** The application that published, or null. */
    public @Nullable String appId() {
        return text(PropertyLayout.APP_ID);
    }

    /** The reserved property that AMQP 0-8 called cluster id, or null. */
    public @Nullable String clusterId() {
        return text(PropertyLayout.CLUSTER_ID);
    }

    private @Nullable String text(int property) {
        int at = PropertyLayout.find(encoded, property);
        return at < 0 ? null : new String(encoded, at + 1, encoded[at] & 0xFF, StandardCharsets.UTF_8);
    }

    private FieldTable decodeHeaders() {
        int at = PropertyLayout.find(encoded, PropertyLayout.HEADERS);
        if (at < 0) {
            return FieldTable.EMPTY;
        }
        try {
            return FieldTableCodec.decode(encoded, at + 4, PropertyLayout.length(encoded, at));
        } catch (ConnectionException e) {
            throw new AssertionError("headers passed the check of wrap and failed to decode", e);
        }
    }

    /** Equal if the encoded bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MessageProperties that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    /** The names of what is set, and the values of delivery mode and priority; no text, which may be confidential. */
    @Override
    public String toString() {
        return PropertyLayout.describe(encoded);
    }

    /** Builds {@link MessageProperties}; setting null (or -1) removes a property. Not thread-safe. */
    public static final class Builder {
        private final PropertyValues values;

        private Builder(MessageProperties base) {
            this.values = new PropertyValues(base.encoded);
        }

        /** Sets the delivery mode, 0 to 255, or -1. */
        public Builder deliveryMode(int deliveryMode) {
            values.setOctet(PropertyLayout.DELIVERY_MODE, deliveryMode);
            return this;
        }

        /** Sets the priority, 0 to 255, or -1. */
        public Builder priority(int priority) {
            values.setOctet(PropertyLayout.PRIORITY, priority);
            return this;
        }

        /** Sets the headers; an empty table is kept as one. */
        public Builder headers(@Nullable FieldTable headers) {
            values.setTable(PropertyLayout.HEADERS, headers);
            return this;
        }

        /** Sets the timestamp, to the second. */
        public Builder timestamp(@Nullable Instant timestamp) {
            values.setTimestamp(PropertyLayout.TIMESTAMP, timestamp);
            return this;
        }

        /** Sets the MIME content type, at most 255 bytes of UTF-8. */
        public Builder contentType(@Nullable String contentType) {
            return text(PropertyLayout.CONTENT_TYPE, contentType);
        }

        /** Sets the MIME content encoding, at most 255 bytes of UTF-8. */
        public Builder contentEncoding(@Nullable String contentEncoding) {
            return text(PropertyLayout.CONTENT_ENCODING, contentEncoding);
        }

        /** Sets the correlation identifier, at most 255 bytes of UTF-8. */
        public Builder correlationId(@Nullable String correlationId) {
            return text(PropertyLayout.CORRELATION_ID, correlationId);
        }

        /** Sets the address to reply to, at most 255 bytes of UTF-8. */
        public Builder replyTo(@Nullable String replyTo) {
            return text(PropertyLayout.REPLY_TO, replyTo);
        }

        /** Sets the time to live, milliseconds in decimal, at most 255 bytes of UTF-8. */
        public Builder expiration(@Nullable String expiration) {
            return text(PropertyLayout.EXPIRATION, expiration);
        }

        /** Sets the message identifier, at most 255 bytes of UTF-8. */
        public Builder messageId(@Nullable String messageId) {
            return text(PropertyLayout.MESSAGE_ID, messageId);
        }

        /** Sets the type name, at most 255 bytes of UTF-8. */
        public Builder type(@Nullable String type) {
            return text(PropertyLayout.TYPE, type);
        }

        /** Sets the publishing user, at most 255 bytes of UTF-8. */
        public Builder userId(@Nullable String userId) {
            return text(PropertyLayout.USER_ID, userId);
        }

        /** Sets the publishing application, at most 255 bytes of UTF-8. */
        public Builder appId(@Nullable String appId) {
            return text(PropertyLayout.APP_ID, appId);
        }

        /** Sets the reserved property, at most 255 bytes of UTF-8. */
        public Builder clusterId(@Nullable String clusterId) {
            return text(PropertyLayout.CLUSTER_ID, clusterId);
        }

        private Builder text(int property, @Nullable String value) {
            values.setText(property, value);
            return this;
        }

        /** The properties as they are set now; the builder may be used on. */
        public MessageProperties build() {
            return values.isEmpty() ? EMPTY : trusted(values.encode());
        }
    }
}
