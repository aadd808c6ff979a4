package org.leveretmq.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** Properties on their way to a new encoding: each value as its bytes on the wire, or null. Not thread-safe. */
final class PropertyValues {
    private static final int MAX_TEXT_BYTES = 255;

    private final byte[] @Nullable [] values = new byte[PropertyLayout.COUNT][];

    PropertyValues(byte[] encoded) {
        int at = PropertyLayout.FLAGS_SIZE;
        for (int property = 0; property < PropertyLayout.COUNT; property++) {
            if (PropertyLayout.present(encoded, property)) {
                int size = PropertyLayout.totalSize(encoded, at, property);
                values[property] = Arrays.copyOfRange(encoded, at, at + size);
                at += size;
            }
        }
    }

    void setOctet(int property, int value) {
        if (value < PropertyLayout.ABSENT || value > 255) {
            throw new IllegalArgumentException(
                    PropertyLayout.name(property) + " is " + value + ", allowed are 0 to 255, and -1 for none");
        }
        values[property] = value < 0 ? null : new byte[] {(byte) value};
    }

    void setText(int property, @Nullable String value) {
        values[property] = value == null ? null : shortString(property, value);
    }

    void setTable(int property, @Nullable FieldTable table) {
        if (table == null) {
            values[property] = null;
            return;
        }
        byte[] entries = FieldTableCodec.encode(table);
        values[property] = ByteBuffer.allocate(4 + entries.length)
                .putInt(entries.length)
                .put(entries)
                .array();
    }

    void setTimestamp(int property, @Nullable Instant instant) {
        values[property] = instant == null
                ? null
                : ByteBuffer.allocate(Long.BYTES)
                        .putLong(instant.getEpochSecond())
                        .array();
    }

    boolean isEmpty() {
        for (byte[] value : values) {
            if (value != null) {
                return false;
            }
        }
        return true;
    }

    byte[] encode() {
        int flags = 0;
        int size = PropertyLayout.FLAGS_SIZE;
        for (int property = 0; property < PropertyLayout.COUNT; property++) {
            byte[] value = values[property];
            if (value != null) {
                flags |= PropertyLayout.flag(property);
                size += value.length;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size).putShort((short) flags);
        for (byte[] value : values) {
            if (value != null) {
                out.put(value);
            }
        }
        return out.array();
    }

    private static byte[] shortString(int property, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    PropertyLayout.name(property) + " has " + bytes.length + " bytes, allowed are 255");
        }
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }
}
