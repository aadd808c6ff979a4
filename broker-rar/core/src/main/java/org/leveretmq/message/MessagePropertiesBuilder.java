package org.leveretmq.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/**
 * Makes {@link MessageProperties}; null takes a property away. Used by one thread.
 *
 * <p>Setters throw {@link IllegalArgumentException} for a text longer than 255 bytes or a number that is not an octet.
 */
public final class MessagePropertiesBuilder {
    private static final int MAX_TEXT_BYTES = 255;

    /** Each property as it is sent, from its length on, or null. */
    private final byte[] @Nullable [] values = new byte[PropertyFlags.COUNT][];

    MessagePropertiesBuilder(MessageProperties base) {
        for (int flag = PropertyFlags.CONTENT_TYPE; flag >= PropertyFlags.CLUSTER_ID; flag >>= 1) {
            values[PropertyFlags.place(flag)] = base.raw(flag);
        }
    }

    /** The MIME type of the body. */
    public MessagePropertiesBuilder contentType(@Nullable String value) {
        return text(PropertyFlags.CONTENT_TYPE, value);
    }

    /** The MIME encoding of the body. */
    public MessagePropertiesBuilder contentEncoding(@Nullable String value) {
        return text(PropertyFlags.CONTENT_ENCODING, value);
    }

    /** The table of headers. */
    public MessagePropertiesBuilder headers(@Nullable FieldTable value) {
        return set(PropertyFlags.HEADERS, value == null ? null : block(FieldTableCodec.encode(value)));
    }

    /** 1 for transient, 2 for persistent. */
    public MessagePropertiesBuilder deliveryMode(@Nullable Integer value) {
        return octet(PropertyFlags.DELIVERY_MODE, value);
    }

    /** 0 to 255. */
    public MessagePropertiesBuilder priority(@Nullable Integer value) {
        return octet(PropertyFlags.PRIORITY, value);
    }

    /** What a reply refers to. */
    public MessagePropertiesBuilder correlationId(@Nullable String value) {
        return text(PropertyFlags.CORRELATION_ID, value);
    }

    /** The queue for replies. */
    public MessagePropertiesBuilder replyTo(@Nullable String value) {
        return text(PropertyFlags.REPLY_TO, value);
    }

    /** The time to live in milliseconds, a decimal number. */
    public MessagePropertiesBuilder expiration(@Nullable String value) {
        return text(PropertyFlags.EXPIRATION, value);
    }

    /** The application's id of the message. */
    public MessagePropertiesBuilder messageId(@Nullable String value) {
        return text(PropertyFlags.MESSAGE_ID, value);
    }

    /** When the message was made, in whole seconds. */
    public MessagePropertiesBuilder timestamp(@Nullable Instant value) {
        return set(
                PropertyFlags.TIMESTAMP,
                value == null
                        ? null
                        : ByteBuffer.allocate(Long.BYTES)
                                .putLong(value.getEpochSecond())
                                .array());
    }

    /** The application's type of the message. */
    public MessagePropertiesBuilder type(@Nullable String value) {
        return text(PropertyFlags.TYPE, value);
    }

    /** The user who publishes it. */
    public MessagePropertiesBuilder userId(@Nullable String value) {
        return text(PropertyFlags.USER_ID, value);
    }

    /** The application that publishes it. */
    public MessagePropertiesBuilder appId(@Nullable String value) {
        return text(PropertyFlags.APP_ID, value);
    }

    /** Reserved. */
    public MessagePropertiesBuilder clusterId(@Nullable String value) {
        return text(PropertyFlags.CLUSTER_ID, value);
    }

    private MessagePropertiesBuilder text(int flag, @Nullable String value) {
        if (value == null) {
            return set(flag, null);
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "A text property of " + bytes.length + " bytes, at most 255 are possible");
        }
        return set(
                flag,
                ByteBuffer.allocate(1 + bytes.length)
                        .put((byte) bytes.length)
                        .put(bytes)
                        .array());
    }

    private MessagePropertiesBuilder octet(int flag, @Nullable Integer value) {
        if (value == null) {
            return set(flag, null);
        }
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("A number property of " + value + ", 0 to 255 are possible");
        }
        return set(flag, new byte[] {value.byteValue()});
    }

    private static byte[] block(byte[] bytes) {
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private MessagePropertiesBuilder set(int flag, byte @Nullable [] value) {
        values[PropertyFlags.place(flag)] = value;
        return this;
    }

    /** The properties as they are set now; the builder can be used further. */
    public MessageProperties build() {
        int flags = 0;
        int size = 2;
        for (int flag = PropertyFlags.CONTENT_TYPE; flag >= PropertyFlags.CLUSTER_ID; flag >>= 1) {
            byte[] value = values[PropertyFlags.place(flag)];
            if (value != null) {
                flags |= flag;
                size += value.length;
            }
        }
        ByteBuffer encoded = ByteBuffer.allocate(size).putShort((short) flags);
        for (byte[] value : values) {
            if (value != null) {
                encoded.put(value);
            }
        }
        try {
            return MessageProperties.wrap(encoded.array());
        } catch (ConnectionException e) {
            throw new AssertionError("properties that were checked one by one are malformed", e);
        }
    }
}
