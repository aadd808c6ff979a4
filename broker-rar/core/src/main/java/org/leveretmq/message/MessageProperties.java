package org.leveretmq.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/**
 * The properties of a message (AMQP 0-9-1 §1.8.2), kept as they are encoded: the flags and then the values that are present. Most
 * messages pass through without anybody looking at more than their delivery mode. Immutable.
 */
public final class MessageProperties {
    /** No properties at all. */
    public static final MessageProperties EMPTY = new MessageProperties(new byte[2], 0, -1, -1, -1);

    private static final int FLAG_BYTES = 2;

    private final byte[] encoded;
    private final int flags;
    /** Where the headers' length begins, -1 if there are none. */
    private final int headersAt;

    private final int deliveryMode;
    private final int priority;
    private @Nullable FieldTable headers;

    private MessageProperties(byte[] encoded, int flags, int headersAt, int deliveryMode, int priority) {
        this.encoded = encoded;
        this.flags = flags;
        this.headersAt = headersAt;
        this.deliveryMode = deliveryMode;
        this.priority = priority;
    }

    /**
     * Takes over encoded properties after checking their structure.
     *
     * @throws ConnectionException 502 if they are malformed
     */
    public static MessageProperties wrap(byte[] encoded) throws ConnectionException {
        if (encoded.length < FLAG_BYTES) {
            throw malformed();
        }
        int flags = ((encoded[0] & 0xFF) << 8) | (encoded[1] & 0xFF);
        if (flags == 0 && encoded.length == FLAG_BYTES) {
            return EMPTY;
        }
        if ((flags & PropertyFlags.CONTINUATION) != 0) {
            throw malformed();
        }
        int headersAt = -1;
        int deliveryMode = -1;
        int priority = -1;
        int at = FLAG_BYTES;
        for (int flag = PropertyFlags.CONTENT_TYPE; flag >= PropertyFlags.CLUSTER_ID; flag >>= 1) {
            if ((flags & flag) == 0) {
                continue;
            }
            int length = lengthAt(encoded, at, flag);
            if (length > encoded.length - at) {
                throw malformed();
            }
            switch (flag) {
                case PropertyFlags.HEADERS -> headersAt = at;
                case PropertyFlags.DELIVERY_MODE -> deliveryMode = encoded[at] & 0xFF;
                case PropertyFlags.PRIORITY -> priority = encoded[at] & 0xFF;
                default -> {}
            }
            at += length;
        }
        if (at != encoded.length) {
            throw malformed();
        }
        if (headersAt >= 0) {
            FieldTableCodec.validate(encoded, headersAt + 4, intAt(encoded, headersAt));
        }
        return new MessageProperties(encoded, flags, headersAt, deliveryMode, priority);
    }

    /** The bytes that the value of this property takes, from its length on; more than there are if it is truncated. */
    private static int lengthAt(byte[] bytes, int at, int flag) {
        switch (flag) {
            case PropertyFlags.DELIVERY_MODE, PropertyFlags.PRIORITY -> {
                return 1;
            }
            case PropertyFlags.TIMESTAMP -> {
                return 8;
            }
            case PropertyFlags.HEADERS -> {
                int length = bytes.length - at < 4 ? -1 : intAt(bytes, at);
                return length < 0 || length > bytes.length - at - 4 ? Integer.MAX_VALUE : 4 + length;
            }
            default -> {
                return at < bytes.length ? 1 + (bytes[at] & 0xFF) : Integer.MAX_VALUE;
            }
        }
    }

    private static int intAt(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    private static ConnectionException malformed() {
        return ConnectionException.syntaxError("malformed message properties");
    }

    /** The flags and values as they are sent; shared, never to be changed. */
    public byte[] encoded() {
        return encoded;
    }

    /** Whether the message is to survive a restart: its delivery mode is 2. */
    public boolean persistent() {
        return deliveryMode == 2;
    }

    /** 1 for transient, 2 for persistent; -1 if absent, and whatever else the publisher has sent. */
    public int deliveryMode() {
        return deliveryMode;
    }

    /** 0 to 255, -1 if absent. */
    public int priority() {
        return priority;
    }

    /** Whether there is a table of headers. */
    public boolean hasHeaders() {
        return headersAt >= 0;
    }

    /** The headers, decoded when they are first asked for; empty if absent. */
    public FieldTable headers() {
        FieldTable decoded = headers;
        if (decoded == null) {
            decoded = decodeHeaders();
            headers = decoded;
        }
        return decoded;
    }

    private FieldTable decodeHeaders() {
        if (headersAt < 0) {
            return FieldTable.EMPTY;
        }
        try {
            return FieldTableCodec.decode(ByteBuffer.wrap(encoded, headersAt + 4, intAt(encoded, headersAt))
                    .slice());
        } catch (ConnectionException e) {
            throw new AssertionError("headers passed the check of wrap and cannot be decoded", e);
        }
    }

    /** The MIME type of the body. */
    public @Nullable String contentType() {
        return text(PropertyFlags.CONTENT_TYPE);
    }

    /** The MIME encoding of the body. */
    public @Nullable String contentEncoding() {
        return text(PropertyFlags.CONTENT_ENCODING);
    }

    /** What a reply refers to. */
    public @Nullable String correlationId() {
        return text(PropertyFlags.CORRELATION_ID);
    }

    /** The queue for replies. */
    public @Nullable String replyTo() {
        return text(PropertyFlags.REPLY_TO);
    }

    /** The time to live in milliseconds, a decimal number. */
    public @Nullable String expiration() {
        return text(PropertyFlags.EXPIRATION);
    }

    /** The application's id of the message. */
    public @Nullable String messageId() {
        return text(PropertyFlags.MESSAGE_ID);
    }

    /** When the application says that the message was made; null also if that is out of range. */
    public @Nullable Instant timestamp() {
        int at = find(PropertyFlags.TIMESTAMP);
        try {
            return at < 0
                    ? null
                    : Instant.ofEpochSecond(ByteBuffer.wrap(encoded).getLong(at));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The application's type of the message. */
    public @Nullable String type() {
        return text(PropertyFlags.TYPE);
    }

    /** The user who has published it. */
    public @Nullable String userId() {
        return text(PropertyFlags.USER_ID);
    }

    /** The application that has published it. */
    public @Nullable String appId() {
        return text(PropertyFlags.APP_ID);
    }

    /** Reserved. */
    public @Nullable String clusterId() {
        return text(PropertyFlags.CLUSTER_ID);
    }

    /** Decoded leniently: some clients put bytes there that are not UTF-8, which must reach the consumer unchanged. */
    private @Nullable String text(int flag) {
        int at = find(flag);
        return at < 0 ? null : new String(encoded, at + 1, encoded[at] & 0xFF, StandardCharsets.UTF_8);
    }

    private int find(int wanted) {
        if ((flags & wanted) == 0) {
            return -1;
        }
        int at = FLAG_BYTES;
        for (int flag = PropertyFlags.CONTENT_TYPE; flag > wanted; flag >>= 1) {
            if ((flags & flag) != 0) {
                at += lengthAt(encoded, at, flag);
            }
        }
        return at;
    }

    /** The bytes of one property, from its length on, or null if it is absent. */
    byte @Nullable [] raw(int flag) {
        int at = find(flag);
        return at < 0 ? null : Arrays.copyOfRange(encoded, at, at + lengthAt(encoded, at, flag));
    }

    /** A builder without any property. */
    public static MessagePropertiesBuilder builder() {
        return new MessagePropertiesBuilder(EMPTY);
    }

    /** A builder with these properties; those that are left alone keep their bytes, whatever they are. */
    public MessagePropertiesBuilder toBuilder() {
        return new MessagePropertiesBuilder(this);
    }

    @Override
    public String toString() {
        return "MessageProperties[flags=" + Integer.toHexString(flags) + ", headers=" + headers() + "]";
    }
}
