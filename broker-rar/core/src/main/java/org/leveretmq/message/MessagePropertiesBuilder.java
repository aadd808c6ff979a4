package org.leveretmq.message;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** Makes {@link MessageProperties}; null takes a property away. Used by one thread. */
public final class MessagePropertiesBuilder {
    private static final int MAX_TEXT_BYTES = 255;

    private @Nullable String contentType;
    private @Nullable String contentEncoding;
    private @Nullable FieldTable headers;
    private @Nullable Integer deliveryMode;
    private @Nullable Integer priority;
    private @Nullable String correlationId;
    private @Nullable String replyTo;
    private @Nullable String expiration;
    private @Nullable String messageId;
    private @Nullable Instant timestamp;
    private @Nullable String type;
    private @Nullable String userId;
    private @Nullable String appId;
    private @Nullable String clusterId;

    MessagePropertiesBuilder() {}

    /** The MIME type of the body. */
    public MessagePropertiesBuilder contentType(@Nullable String value) {
        this.contentType = value;
        return this;
    }

    /** The MIME encoding of the body. */
    public MessagePropertiesBuilder contentEncoding(@Nullable String value) {
        this.contentEncoding = value;
        return this;
    }

    /** The table of headers. */
    public MessagePropertiesBuilder headers(@Nullable FieldTable value) {
        this.headers = value;
        return this;
    }

    /** 1 for transient, 2 for persistent. */
    public MessagePropertiesBuilder deliveryMode(@Nullable Integer value) {
        this.deliveryMode = value;
        return this;
    }

    /** 0 to 255. */
    public MessagePropertiesBuilder priority(@Nullable Integer value) {
        this.priority = value;
        return this;
    }

    /** What a reply refers to. */
    public MessagePropertiesBuilder correlationId(@Nullable String value) {
        this.correlationId = value;
        return this;
    }

    /** The queue for replies. */
    public MessagePropertiesBuilder replyTo(@Nullable String value) {
        this.replyTo = value;
        return this;
    }

    /** The time to live in milliseconds, a decimal number. */
    public MessagePropertiesBuilder expiration(@Nullable String value) {
        this.expiration = value;
        return this;
    }

    /** The application's id of the message. */
    public MessagePropertiesBuilder messageId(@Nullable String value) {
        this.messageId = value;
        return this;
    }

    /** When the message was made, in whole seconds. */
    public MessagePropertiesBuilder timestamp(@Nullable Instant value) {
        this.timestamp = value;
        return this;
    }

    /** The application's type of the message. */
    public MessagePropertiesBuilder type(@Nullable String value) {
        this.type = value;
        return this;
    }

    /** The user who publishes it. */
    public MessagePropertiesBuilder userId(@Nullable String value) {
        this.userId = value;
        return this;
    }

    /** The application that publishes it. */
    public MessagePropertiesBuilder appId(@Nullable String value) {
        this.appId = value;
        return this;
    }

    /** Reserved. */
    public MessagePropertiesBuilder clusterId(@Nullable String value) {
        this.clusterId = value;
        return this;
    }

    /**
     * The properties.
     *
     * @throws IllegalArgumentException if a text is longer than 255 bytes or a number is not an octet
     */
    public MessageProperties build() {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        try {
            int flags = write(new DataOutputStream(values));
            byte[] rest = values.toByteArray();
            byte[] encoded = new byte[rest.length + 2];
            encoded[0] = (byte) (flags >> 8);
            encoded[1] = (byte) flags;
            System.arraycopy(rest, 0, encoded, 2, rest.length);
            return MessageProperties.wrap(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConnectionException e) {
            throw new IllegalArgumentException("These properties cannot be encoded: " + e.getMessage(), e);
        }
    }

    private int write(DataOutputStream out) throws IOException {
        int flags = text(out, PropertyFlags.CONTENT_TYPE, contentType);
        flags |= text(out, PropertyFlags.CONTENT_ENCODING, contentEncoding);
        if (headers != null) {
            byte[] table = FieldTableCodec.encode(headers);
            out.writeInt(table.length);
            out.write(table);
            flags |= PropertyFlags.HEADERS;
        }
        flags |= octet(out, PropertyFlags.DELIVERY_MODE, deliveryMode);
        flags |= octet(out, PropertyFlags.PRIORITY, priority);
        flags |= text(out, PropertyFlags.CORRELATION_ID, correlationId);
        flags |= text(out, PropertyFlags.REPLY_TO, replyTo);
        flags |= text(out, PropertyFlags.EXPIRATION, expiration);
        flags |= text(out, PropertyFlags.MESSAGE_ID, messageId);
        if (timestamp != null) {
            out.writeLong(timestamp.getEpochSecond());
            flags |= PropertyFlags.TIMESTAMP;
        }
        flags |= text(out, PropertyFlags.TYPE, type);
        flags |= text(out, PropertyFlags.USER_ID, userId);
        flags |= text(out, PropertyFlags.APP_ID, appId);
        return flags | text(out, PropertyFlags.CLUSTER_ID, clusterId);
    }

    private static int text(DataOutputStream out, int flag, @Nullable String value) throws IOException {
        if (value == null) {
            return 0;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "A text property of " + bytes.length + " bytes, at most 255 are possible");
        }
        out.writeByte(bytes.length);
        out.write(bytes);
        return flag;
    }

    private static int octet(DataOutputStream out, int flag, @Nullable Integer value) throws IOException {
        if (value == null) {
            return 0;
        }
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("A number property of " + value + ", 0 to 255 are possible");
        }
        out.writeByte(value);
        return flag;
    }
}
