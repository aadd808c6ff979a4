package org.leveretmq.types;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes field tables (AMQP 0-9-1 §4.2.5.5). Any thread. */
final class FieldTableEncoder {
    private static final int MAX_NAME_BYTES = 255;

    private FieldTableEncoder() {}

    static byte[] encode(FieldTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            table(new DataOutputStream(bytes), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void table(DataOutputStream out, FieldTable table) throws IOException {
        for (Map.Entry<String, @Nullable Object> entry : table.asMap().entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            if (name.length > MAX_NAME_BYTES) {
                throw new IllegalArgumentException("The name '" + entry.getKey() + "' is longer than 255 bytes");
            }
            out.writeByte(name.length);
            out.write(name);
            value(out, entry.getValue());
        }
    }

    private static void value(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte('V');
        } else if (value instanceof Number number) {
            number(out, number);
        } else if (value instanceof String text) {
            block(out, 'S', text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof ByteString string) {
            block(out, 'S', string.bytes());
        } else if (value instanceof byte[] bytes) {
            block(out, 'x', bytes);
        } else if (value instanceof Boolean flag) {
            out.writeByte('t');
            out.writeBoolean(flag);
        } else if (value instanceof Instant instant) {
            out.writeByte('T');
            out.writeLong(instant.getEpochSecond());
        } else if (value instanceof FieldTable table) {
            block(out, 'F', encode(table));
        } else if (value instanceof List<?> list) {
            block(out, 'A', array(list));
        } else {
            throw new IllegalArgumentException(
                    "A field table cannot hold a " + value.getClass().getName());
        }
    }

    private static void number(DataOutputStream out, Number number) throws IOException {
        if (number instanceof Integer) {
            out.writeByte('I');
            out.writeInt(number.intValue());
        } else if (number instanceof Long) {
            out.writeByte('l');
            out.writeLong(number.longValue());
        } else if (number instanceof Short) {
            out.writeByte('s');
            out.writeShort(number.shortValue());
        } else if (number instanceof Byte) {
            out.writeByte('b');
            out.writeByte(number.byteValue());
        } else if (number instanceof Double) {
            out.writeByte('d');
            out.writeDouble(number.doubleValue());
        } else if (number instanceof Float) {
            out.writeByte('f');
            out.writeFloat(number.floatValue());
        } else if (number instanceof BigDecimal decimal) {
            out.writeByte('D');
            out.writeByte(decimal.scale());
            out.writeInt(decimal.unscaledValue().intValueExact());
        } else {
            throw new IllegalArgumentException(
                    "A field table cannot hold a " + number.getClass().getName());
        }
    }

    private static byte[] array(List<?> list) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Object element : list) {
            value(out, element);
        }
        return bytes.toByteArray();
    }

    private static void block(DataOutputStream out, char type, byte[] bytes) throws IOException {
        out.writeByte(type);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
