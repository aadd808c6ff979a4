package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** Writes the fields of a method in their order (AMQP 0-9-1 §4.2.5). Consecutive bits share an octet. Confined to one thread. */
public final class MethodWriter {
    private static final int MAX_SHORT_STRING_BYTES = 255;

    private final ByteBuf out;
    private int bitsAt = -1;
    private int nextBit;

    MethodWriter(ByteBuf out) {
        this.out = out;
    }

    private ByteBuf next() {
        bitsAt = -1;
        return out;
    }

    /** An unsigned octet. */
    public void writeOctet(int value) {
        next().writeByte(value);
    }

    /** An unsigned 16 bit integer. */
    public void writeShort(int value) {
        next().writeShort(value);
    }

    /** An unsigned 32 bit integer. */
    public void writeLong(long value) {
        next().writeInt((int) value);
    }

    /** A 32 bit count. */
    public void writeCount(int value) {
        next().writeInt(value);
    }

    /** A 64 bit integer. */
    public void writeLongLong(long value) {
        next().writeLong(value);
    }

    /** A bit. */
    public void writeBit(boolean value) {
        if (bitsAt < 0 || nextBit == 8) {
            bitsAt = out.writerIndex();
            nextBit = 0;
            out.writeByte(0);
        }
        if (value) {
            out.setByte(bitsAt, out.getByte(bitsAt) | 1 << nextBit);
        }
        nextBit++;
    }

    /** A short string. @throws IllegalArgumentException if it is longer than 255 bytes */
    public void writeShortString(String text) {
        writeShortString(next(), text);
    }

    static void writeShortString(ByteBuf out, String text) {
        int lengthAt = out.writerIndex();
        out.writeByte(0);
        int length = ByteBufUtil.writeUtf8(out, text);
        if (length > MAX_SHORT_STRING_BYTES) {
            throw new IllegalArgumentException("A short string of " + length + " bytes, at most 255 are possible");
        }
        out.setByte(lengthAt, length);
    }

    /** A long string of these bytes. */
    public void writeLongBytes(byte[] bytes) {
        next().writeInt(bytes.length).writeBytes(bytes);
    }

    /** A long string of this text. */
    public void writeLongText(String text) {
        writeLongBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A field table. */
    public void writeTable(FieldTable table) {
        writeLongBytes(FieldTableCodec.encode(table));
    }
}
