package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;
import org.leveretmq.types.Utf8;

/**
 * Reads the fields of a method in their order (AMQP 0-9-1 §4.2.5). Every read throws 502 {@code SYNTAX_ERROR} if the payload ends too
 * early. Consecutive bits share an octet. One for each connection, confined to its event loop.
 */
public final class MethodReader {
    private final ShortStringCache shortStrings = new ShortStringCache();
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private int position;
    private int end;
    private int bits;
    private int nextBit;

    MethodReader() {}

    void begin(ByteBuf payload, int offset, int size) {
        in = payload;
        position = offset;
        end = offset + size;
        nextBit = 0;
    }

    void requireEnd(int classId, int methodId) throws ConnectionException {
        if (position != end) {
            throw ConnectionException.syntaxError(
                    (end - position) + " bytes follow the fields of method " + methodId + " of class " + classId);
        }
    }

    private int advance(int bytes) throws ConnectionException {
        nextBit = 0;
        int begin = position;
        if (bytes < 0 || end - begin < bytes) {
            throw ConnectionException.syntaxError("a method ends in the middle of a field");
        }
        position = begin + bytes;
        return begin;
    }

    /** An unsigned octet. */
    public int readOctet() throws ConnectionException {
        return in.getUnsignedByte(advance(1));
    }

    /** An unsigned 16 bit integer. */
    public int readShort() throws ConnectionException {
        return in.getUnsignedShort(advance(2));
    }

    /** An unsigned 32 bit integer. */
    public long readLong() throws ConnectionException {
        return in.getUnsignedInt(advance(4));
    }

    /** A 32 bit count of messages or consumers. */
    public int readCount() throws ConnectionException {
        return in.getInt(advance(4));
    }

    /** A 64 bit integer; delivery tags are unsigned. */
    public long readLongLong() throws ConnectionException {
        return in.getLong(advance(8));
    }

    /** A bit. */
    public boolean readBit() throws ConnectionException {
        if (nextBit == 0 || nextBit == 8) {
            bits = in.getUnsignedByte(advance(1));
        }
        return (bits >> nextBit++ & 1) != 0;
    }

    /** A short string. @throws ConnectionException 502 also if it is not UTF-8 */
    public String readShortString() throws ConnectionException {
        int length = in.getUnsignedByte(advance(1));
        String text = shortStrings.decode(in, advance(length), length);
        if (text == null) {
            throw ConnectionException.syntaxError("a short string is not UTF-8");
        }
        return text;
    }

    /** A long string as bytes. */
    public byte[] readLongBytes() throws ConnectionException {
        int length = in.getInt(advance(4));
        int begin = advance(length);
        byte[] bytes = new byte[length];
        in.getBytes(begin, bytes);
        return bytes;
    }

    /** A long string as text. @throws ConnectionException 502 also if it is not UTF-8 */
    public String readLongText() throws ConnectionException {
        String text = Utf8.decode(readLongBytes());
        if (text == null) {
            throw ConnectionException.syntaxError("a long string is not UTF-8");
        }
        return text;
    }

    /** A field table. @throws ConnectionException 502 also if it is malformed */
    public FieldTable readTable() throws ConnectionException {
        int length = in.getInt(advance(4));
        int begin = advance(length);
        return length == 0
                ? FieldTable.EMPTY
                : FieldTableCodec.decode(in.nioBuffer(begin, length).slice());
    }
}
