package org.leveretmq.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;

/**
 * Reads field tables (AMQP 0-9-1 §4.2.5.5), with the types that RabbitMQ and its clients use. Lengths are checked before anything is
 * allocated, and tables nested deeper than {@value #MAX_DEPTH} are refused. Any thread.
 */
public final class FieldTableCodec {
    /** How deep tables and arrays may be nested. */
    public static final int MAX_DEPTH = 32;

    private FieldTableCodec() {}

    /**
     * Reads the entries of a table up to the end of the buffer.
     *
     * @throws ConnectionException 502 if they are malformed
     */
    public static FieldTable decode(ByteBuffer entries) throws ConnectionException {
        return table(entries, 1);
    }

    /**
     * Checks the entries of a table up to the end of the buffer as {@link #decode} would, and leaves the buffer as it is.
     *
     * @throws ConnectionException 502 if they are malformed
     */
    public static void validate(ByteBuffer entries) throws ConnectionException {
        if (entries.hasArray()) {
            validate(entries.array(), entries.arrayOffset() + entries.position(), entries.remaining());
        } else {
            byte[] copy = new byte[entries.remaining()];
            entries.duplicate().get(copy);
            validate(copy, 0, copy.length);
        }
    }

    /**
     * Checks the entries of a table as {@link #decode} would, allocating nothing.
     *
     * @throws ConnectionException 502 if they are malformed
     */
    public static void validate(byte[] bytes, int offset, int length) throws ConnectionException {
        FieldTableValidator.entries(bytes, offset, offset + length, 1);
    }

    private static FieldTable table(ByteBuffer in, int depth) throws ConnectionException {
        requireDepth(depth);
        if (!in.hasRemaining()) {
            return FieldTable.EMPTY;
        }
        LinkedHashMap<String, @Nullable Object> entries = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            byte[] name = bytes(in, in.get() & 0xFF);
            String text = Utf8.decode(name);
            if (text == null) {
                throw nameNotUtf8();
            }
            entries.put(text, value(in, depth));
        }
        return FieldTable.adopt(entries);
    }

    private static void requireDepth(int depth) throws ConnectionException {
        if (depth > MAX_DEPTH) {
            throw tooDeep();
        }
    }

    static ConnectionException nameNotUtf8() {
        return ConnectionException.syntaxError("a name in a field table is not UTF-8");
    }

    static ConnectionException tooDeep() {
        return ConnectionException.syntaxError("a field table is nested deeper than " + MAX_DEPTH + " levels");
    }

    static ConnectionException unknownType(byte type) {
        return ConnectionException.syntaxError(
                "unknown type 0x" + Integer.toHexString(type & 0xFF) + " in a field table");
    }

    private static @Nullable Object value(ByteBuffer in, int depth) throws ConnectionException {
        require(in, 1);
        byte type = in.get();
        return switch (type) {
            case 't' -> require(in, 1).get() != 0;
            case 'b' -> require(in, 1).get();
            case 'B' -> (short) (require(in, 1).get() & 0xFF);
            case 's', 'U' -> require(in, 2).getShort();
            case 'u' -> require(in, 2).getShort() & 0xFFFF;
            case 'I' -> require(in, 4).getInt();
            case 'i' -> require(in, 4).getInt() & 0xFFFF_FFFFL;
            case 'l', 'L' -> require(in, 8).getLong();
            case 'f' -> require(in, 4).getFloat();
            case 'd' -> require(in, 8).getDouble();
            case 'D' -> decimal(require(in, 5));
            case 'S' -> string(block(in));
            case 'x' -> block(in);
            case 'A' -> array(slice(in), depth + 1);
            case 'T' -> timestamp(require(in, 8).getLong());
            case 'F' -> table(slice(in), depth + 1);
            case 'V' -> null;
            default -> throw unknownType(type);
        };
    }

    private static BigDecimal decimal(ByteBuffer in) {
        int scale = in.get() & 0xFF;
        return new BigDecimal(BigInteger.valueOf(in.getInt()), scale);
    }

    /** Seconds beyond what {@link Instant} holds become its first or last: no reason to refuse a message that others would carry. */
    private static Instant timestamp(long seconds) {
        return Instant.ofEpochSecond(
                Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), seconds)));
    }

    private static Object string(byte[] bytes) {
        String text = Utf8.decode(bytes);
        return text == null ? new ByteString(bytes) : text;
    }

    private static List<@Nullable Object> array(ByteBuffer in, int depth) throws ConnectionException {
        requireDepth(depth);
        List<@Nullable Object> values = new ArrayList<>();
        while (in.hasRemaining()) {
            values.add(value(in, depth));
        }
        return Collections.unmodifiableList(values);
    }

    private static byte[] block(ByteBuffer in) throws ConnectionException {
        return bytes(in, length(in));
    }

    private static ByteBuffer slice(ByteBuffer in) throws ConnectionException {
        int length = length(in);
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        return slice;
    }

    private static int length(ByteBuffer in) throws ConnectionException {
        int length = require(in, 4).getInt();
        if (length < 0 || length > in.remaining()) {
            throw truncated();
        }
        return length;
    }

    private static byte[] bytes(ByteBuffer in, int length) throws ConnectionException {
        require(in, length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static ByteBuffer require(ByteBuffer in, int bytes) throws ConnectionException {
        if (in.remaining() < bytes) {
            throw truncated();
        }
        return in;
    }

    static ConnectionException truncated() {
        return ConnectionException.syntaxError("a field table ends in the middle of a value");
    }

    /** The entries of a table as they are sent, without the length in front. */
    public static byte[] encode(FieldTable table) {
        return FieldTableEncoder.encode(table);
    }
}
