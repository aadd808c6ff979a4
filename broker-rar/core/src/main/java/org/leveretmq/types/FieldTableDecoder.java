package org.leveretmq.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;

/** One decoding of a field table: a cursor over the bytes. Confined to the call that made it. */
final class FieldTableDecoder {
    private final byte[] bytes;
    private final ByteBuffer in;

    FieldTableDecoder(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes).position(from).limit(end);
    }

    FieldTable table() throws ConnectionException {
        return entries(in.limit(), 1);
    }

    private FieldTable entries(int end, int depth) throws ConnectionException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        while (in.position() < end) {
            int nameLength = in.get() & 0xFF;
            FieldTableValidator.require(nameLength, end - in.position());
            String name = Utf8.decode(bytes, skip(nameLength), nameLength);
            if (name == null) {
                throw FieldTableValidator.malformed("a name is not UTF-8");
            }
            entries.put(name, value(end, depth));
        }
        return FieldTable.adopt(entries);
    }

    private List<@Nullable Object> array(int end, int depth) throws ConnectionException {
        List<@Nullable Object> values = new ArrayList<>();
        while (in.position() < end) {
            values.add(value(end, depth));
        }
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object value(int end, int depth) throws ConnectionException {
        byte type = in.get(checked(1, end));
        return switch (type) {
            case 'S' -> string(length(end));
            case 'I' -> in.getInt(checked(4, end));
            case 'l', 'L' -> in.getLong(checked(8, end));
            case 't' -> in.get(checked(1, end)) != 0;
            case 'F' -> entries(in.position() + length(end), FieldTableValidator.deeper(depth));
            case 'A' -> array(in.position() + length(end), FieldTableValidator.deeper(depth));
            case 'T' -> instant(in.getLong(checked(8, end)));
            case 'V' -> null;
            case 'b' -> in.get(checked(1, end));
            case 'B' -> (short) (in.get(checked(1, end)) & 0xFF);
            case 's', 'U' -> in.getShort(checked(2, end));
            case 'u' -> in.getShort(checked(2, end)) & 0xFFFF;
            case 'i' -> in.getInt(checked(4, end)) & 0xFFFF_FFFFL;
            case 'f' -> in.getFloat(checked(4, end));
            case 'd' -> in.getDouble(checked(8, end));
            case 'D' -> decimal(checked(5, end));
            case 'x' -> binary(length(end));
            default -> throw FieldTableValidator.unknownType(type);
        };
    }

    /** Moves behind a value of {@code size} bytes and returns where it begins. */
    private int checked(int size, int end) throws ConnectionException {
        FieldTableValidator.require(size, end - in.position());
        return skip(size);
    }

    private int skip(int size) {
        int at = in.position();
        in.position(at + size);
        return at;
    }

    private int length(int end) throws ConnectionException {
        int length = in.getInt(checked(4, end));
        FieldTableValidator.require(length, end - in.position());
        return length;
    }

    private Object string(int length) {
        int at = skip(length);
        String text = Utf8.decode(bytes, at, length);
        return text != null ? text : ByteString.of(Arrays.copyOfRange(bytes, at, at + length));
    }

    private byte[] binary(int length) {
        int at = skip(length);
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    private BigDecimal decimal(int at) {
        return new BigDecimal(BigInteger.valueOf(in.getInt(at + 1)), in.get(at) & 0xFF);
    }

    /** Timestamps beyond what {@link Instant} can hold become its last or first second: no peer means them. */
    private static Instant instant(long seconds) {
        return Instant.ofEpochSecond(
                Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), seconds)));
    }
}
