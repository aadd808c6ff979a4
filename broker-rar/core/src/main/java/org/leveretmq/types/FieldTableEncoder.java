package org.leveretmq.types;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One encoding of a field table into a buffer that grows. Confined to the call that made it. */
final class FieldTableEncoder {
    private static final byte[] NOTHING = {};

    private ByteBuffer out = ByteBuffer.allocate(128);

    private FieldTableEncoder() {}

    static byte[] encode(FieldTable table) {
        if (table.isEmpty()) {
            return NOTHING;
        }
        FieldTableEncoder encoder = new FieldTableEncoder();
        encoder.entries(table);
        return Arrays.copyOf(encoder.out.array(), encoder.out.position());
    }

    private void entries(FieldTable table) {
        table.asMap().forEach((name, value) -> {
            byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
            room(1 + nameBytes.length).put((byte) nameBytes.length).put(nameBytes);
            value(value);
        });
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            bytes('S', text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Integer number) {
            type('I', 4).putInt(number);
        } else if (value instanceof Long number) {
            type('l', 8).putLong(number);
        } else if (value instanceof Boolean bool) {
            type('t', 1).put((byte) (bool ? 1 : 0));
        } else if (value instanceof FieldTable table) {
            int lengthAt = openContainer('F');
            entries(table);
            closeContainer(lengthAt);
        } else if (value instanceof List<?> list) {
            int lengthAt = openContainer('A');
            list.forEach(this::value);
            closeContainer(lengthAt);
        } else if (value instanceof Instant instant) {
            type('T', 8).putLong(instant.getEpochSecond());
        } else if (value == null) {
            type('V', 0);
        } else if (value instanceof Byte number) {
            type('b', 1).put(number);
        } else if (value instanceof Short number) {
            type('s', 2).putShort(number);
        } else if (value instanceof Float number) {
            type('f', 4).putFloat(number);
        } else if (value instanceof Double number) {
            type('d', 8).putDouble(number);
        } else if (value instanceof BigDecimal number) {
            type('D', 5)
                    .put((byte) number.scale())
                    .putInt(number.unscaledValue().intValue());
        } else if (value instanceof ByteString text) {
            bytes('S', text.bytes());
        } else if (value instanceof byte[] binary) {
            bytes('x', binary);
        } else {
            throw new AssertionError("FieldTable kept a " + value.getClass());
        }
    }

    private void bytes(char type, byte[] bytes) {
        type(type, 4 + bytes.length).putInt(bytes.length).put(bytes);
    }

    private int openContainer(char type) {
        type(type, 4).putInt(0);
        return out.position() - 4;
    }

    private void closeContainer(int lengthAt) {
        out.putInt(lengthAt, out.position() - lengthAt - 4);
    }

    private ByteBuffer type(char type, int valueSize) {
        return room(1 + valueSize).put((byte) type);
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            int capacity = Math.max(2 * out.capacity(), out.position() + bytes);
            out = ByteBuffer.allocate(capacity).put(out.flip());
        }
        return out;
    }
}
