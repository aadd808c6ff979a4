package org.leveretmq.types;

import java.nio.ByteBuffer;
import org.leveretmq.error.ConnectionException;

/**
 * The encoding of field tables (AMQP 0-9-1 §4.2.5.5 with RabbitMQ's reading of the type letters).
 *
 * <p>Decoded types: {@code t} Boolean, {@code b} Byte, {@code B} Short, {@code s} and {@code U} Short, {@code u} Integer,
 * {@code I} Integer, {@code i} Long, {@code l} and {@code L} Long (signed, as RabbitMQ reads both), {@code f} Float,
 * {@code d} Double, {@code D} BigDecimal, {@code S} String or {@link ByteString}, {@code x} byte[], {@code A} List,
 * {@code T} Instant, {@code F} FieldTable, {@code V} null. Encoded are {@code t b s I l f d D S x A T F V}.
 *
 * <p>Any thread, stateless. Every length is checked against the bytes that are really there before anything is allocated.
 */
public final class FieldTableCodec {
    /** How many tables and arrays may be nested in each other, the outermost table included. */
    public static final int MAX_DEPTH = 32;

    private FieldTableCodec() {}

    /**
     * Decodes the entries between the buffer's position and limit (without the table's length field) and moves the position to
     * the limit. Of duplicate names the last wins.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if the entries are malformed or nested deeper than {@link #MAX_DEPTH}
     */
    public static FieldTable decode(ByteBuffer entries) throws ConnectionException {
        if (entries.hasArray()) {
            int offset = entries.arrayOffset() + entries.position();
            int length = entries.remaining();
            entries.position(entries.limit());
            return decode(entries.array(), offset, length);
        }
        byte[] copy = new byte[entries.remaining()];
        entries.get(copy);
        return decode(copy, 0, copy.length);
    }

    /**
     * Decodes the entries in the range, as {@link #decode(ByteBuffer)}.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR
     */
    public static FieldTable decode(byte[] bytes, int offset, int length) throws ConnectionException {
        return length == 0 ? FieldTable.EMPTY : new FieldTableDecoder(bytes, offset, offset + length).table();
    }

    /** The entries of the table, without a length field in front. */
    public static byte[] encode(FieldTable table) {
        return FieldTableEncoder.encode(table);
    }

    /**
     * Checks what {@link #decode(ByteBuffer)} would check without building anything; leaves the position alone.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR
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
     * Checks the entries in the range, allocating nothing.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR
     */
    public static void validate(byte[] bytes, int offset, int length) throws ConnectionException {
        FieldTableValidator.entries(bytes, offset, offset + length, 1);
    }
}
