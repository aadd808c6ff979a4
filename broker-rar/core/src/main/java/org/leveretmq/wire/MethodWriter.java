package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/**
 * Writes method arguments (AMQP 0-9-1 §4.2.4 and §4.2.5) at the end of a buffer, which grows as needed.
 *
 * <p>Confined to one thread. Numbers are written modulo their width.
 */
public final class MethodWriter {
    private static final int MAX_SHORT_STRING_BYTES = 255;

    private final ByteBuf out;
    private int bitsAt;
    private int bitsUsed = 8;

    /** A writer that appends to the buffer, which stays the caller's. */
    public MethodWriter(ByteBuf out) {
        this.out = out;
    }

    /** An octet. */
    public void octet(int value) {
        endBits();
        out.writeByte(value);
    }

    /** A short integer. */
    public void shortInt(int value) {
        endBits();
        out.writeShort(value);
    }

    /** A long integer. */
    public void longInt(long value) {
        endBits();
        out.writeInt((int) value);
    }

    /** A long-long integer. */
    public void longLong(long value) {
        endBits();
        out.writeLong(value);
    }

    /** A bit; consecutive bits share an octet, beginning with the lowest. */
    public void bit(boolean value) {
        if (bitsUsed == 8) {
            bitsAt = out.writerIndex();
            bitsUsed = 0;
            out.writeByte(0);
        }
        if (value) {
            out.setByte(bitsAt, out.getByte(bitsAt) | 1 << bitsUsed);
        }
        bitsUsed++;
    }

    /**
     * A short string.
     *
     * @throws IllegalArgumentException if it has more than 255 bytes of UTF-8
     */
    public void shortString(String value) {
        endBits();
        writeShortString(out, value);
    }

    /** A long string of bytes. */
    public void longString(byte[] value) {
        endBits();
        out.writeInt(value.length);
        out.writeBytes(value);
    }

    /** A long string of text. */
    public void longText(String value) {
        longString(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A field table. */
    public void table(FieldTable value) {
        longString(FieldTableCodec.encode(value));
    }

    private void endBits() {
        bitsUsed = 8;
    }

    /** Appends a short string without a writer, for the hot paths. */
    static void writeShortString(ByteBuf out, String value) {
        int lengthAt = out.writerIndex();
        out.writeByte(0);
        int length = ByteBufUtil.writeUtf8(out, value);
        if (length > MAX_SHORT_STRING_BYTES) {
            out.writerIndex(lengthAt);
            throw new IllegalArgumentException("A short string of " + length + " bytes is longer than 255: " + value);
        }
        out.setByte(lengthAt, length);
    }
}
