package org.leveretmq.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTableCodec;

/**
 * Where the properties of a content header lie (AMQP 0-9-1 §4.2.6.1): 16 property flags, from the highest bit down one for each
 * property of class basic, then the values of those that are set, in the same order. A property is named by its place, 0 to 13.
 */
final class PropertyLayout {
    static final int CONTENT_TYPE = 0;
    static final int CONTENT_ENCODING = 1;
    static final int HEADERS = 2;
    static final int DELIVERY_MODE = 3;
    static final int PRIORITY = 4;
    static final int CORRELATION_ID = 5;
    static final int REPLY_TO = 6;
    static final int EXPIRATION = 7;
    static final int MESSAGE_ID = 8;
    static final int TIMESTAMP = 9;
    static final int TYPE = 10;
    static final int USER_ID = 11;
    static final int APP_ID = 12;
    static final int CLUSTER_ID = 13;
    static final int COUNT = 14;

    static final int FLAGS_SIZE = 2;
    static final int ABSENT = -1;

    /** Bit 1 names no property, and bit 0 would announce a further flag word, which class basic does not have. */
    private static final int UNDEFINED_FLAGS = 0b11;

    private static final List<String> NAMES = List.of(
            "contentType",
            "contentEncoding",
            "headers",
            "deliveryMode",
            "priority",
            "correlationId",
            "replyTo",
            "expiration",
            "messageId",
            "timestamp",
            "type",
            "userId",
            "appId",
            "clusterId");
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private PropertyLayout() {}

    /**
     * Checks the structure and returns the flags; allocates nothing.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR
     */
    static int validate(byte[] encoded) throws ConnectionException {
        if (encoded.length < FLAGS_SIZE) {
            throw malformed("no property flags");
        }
        int flags = flags(encoded);
        if ((flags & UNDEFINED_FLAGS) != 0) {
            throw malformed("undefined property flags 0x" + Integer.toHexString(flags));
        }
        int at = FLAGS_SIZE;
        for (int property = 0; property < COUNT; property++) {
            if (!isSet(flags, property)) {
                continue;
            }
            int prefix = prefixSize(property);
            require(prefix, encoded.length - at, property);
            int size = valueSize(encoded, at, property);
            require(size, encoded.length - at - prefix, property);
            if (property == HEADERS) {
                FieldTableCodec.validate(encoded, at + prefix, size);
            }
            at += prefix + size;
        }
        if (at != encoded.length) {
            throw malformed((encoded.length - at) + " bytes behind the last property");
        }
        return flags;
    }

    /** Where the property begins, its length field included, or -1 if it is not set. The structure must be valid. */
    static int find(byte[] encoded, int wanted) {
        int flags = flags(encoded);
        if (!isSet(flags, wanted)) {
            return ABSENT;
        }
        int at = FLAGS_SIZE;
        for (int property = 0; property < wanted; property++) {
            if (isSet(flags, property)) {
                at += prefixSize(property) + valueSize(encoded, at, property);
            }
        }
        return at;
    }

    /** How many bytes the property that begins at {@code at} takes, its length field included. */
    static int totalSize(byte[] encoded, int at, int property) {
        return prefixSize(property) + valueSize(encoded, at, property);
    }

    static boolean present(byte[] encoded, int property) {
        return isSet(flags(encoded), property);
    }

    /** The value of a property of one octet, 0 to 255, or -1 if it is not set. */
    static int octet(byte[] encoded, int property) {
        int at = find(encoded, property);
        return at < 0 ? ABSENT : encoded[at] & 0xFF;
    }

    /** The 32-bit length at {@code at}. */
    static int length(byte[] encoded, int at) {
        return (int) INT.get(encoded, at);
    }

    static Instant instant(byte[] encoded, int at) {
        long seconds = (long) LONG.get(encoded, at);
        return Instant.ofEpochSecond(
                Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), seconds)));
    }

    static String describe(byte[] encoded) {
        StringBuilder text = new StringBuilder("MessageProperties[");
        String separator = "";
        for (int property = 0; property < COUNT; property++) {
            if (present(encoded, property)) {
                text.append(separator).append(NAMES.get(property));
                if (property == DELIVERY_MODE || property == PRIORITY) {
                    text.append('=').append(octet(encoded, property));
                }
                separator = ", ";
            }
        }
        return text.append(']').toString();
    }

    static String name(int property) {
        return NAMES.get(property);
    }

    /** The flag bit of the property. */
    static int flag(int property) {
        return 0x8000 >>> property;
    }

    private static int flags(byte[] encoded) {
        return (short) SHORT.get(encoded, 0) & 0xFFFF;
    }

    private static boolean isSet(int flags, int property) {
        return (flags & flag(property)) != 0;
    }

    /** How many bytes of length precede the value. */
    private static int prefixSize(int property) {
        return switch (property) {
            case DELIVERY_MODE, PRIORITY, TIMESTAMP -> 0;
            case HEADERS -> 4;
            default -> 1;
        };
    }

    /** The size of the value behind its length field at {@code at}, negative if that is above 2^31. */
    private static int valueSize(byte[] encoded, int at, int property) {
        return switch (property) {
            case DELIVERY_MODE, PRIORITY -> 1;
            case TIMESTAMP -> Long.BYTES;
            case HEADERS -> length(encoded, at);
            default -> encoded[at] & 0xFF;
        };
    }

    private static void require(int size, int available, int property) throws ConnectionException {
        if (size < 0 || size > available) {
            throw malformed(name(property) + " needs " + Integer.toUnsignedString(size) + " bytes where " + available
                    + " are left");
        }
    }

    private static ConnectionException malformed(String why) {
        return ConnectionException.syntaxError("malformed content header: " + why);
    }
}
