package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/**
 * Reads method arguments (AMQP 0-9-1 §4.2.4 and §4.2.5): a cursor over the payload of a method frame.
 *
 * <p>One per connection, on its event loop; keeps a cache of short strings. Every read throws {@link ConnectionException}
 * 502 SYNTAX_ERROR if the payload ends before the argument does.
 */
public final class MethodReader {
    private static final byte[] NOTHING = {};

    private final ShortStringCache shortStrings = new ShortStringCache();
    private final byte[] scratch = new byte[255];

    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private int at;
    private int end;
    private int bits;
    private int bitsLeft;

    /** A reader that stands at no payload yet. */
    public MethodReader() {}

    /** Moves to the payload that begins at the index; the buffer's own indexes are neither used nor changed. */
    void reset(ByteBuf payload, int index, int length) {
        in = payload;
        at = index;
        end = index + length;
        bitsLeft = 0;
    }

    /** Lets go of the buffer. */
    void release() {
        in = Unpooled.EMPTY_BUFFER;
        at = 0;
        end = 0;
    }

    /** The bytes of the payload that have not been read. */
    int remaining() {
        return end - at;
    }

    /** An octet, 0 to 255. */
    public int octet() throws ConnectionException {
        return in.getUnsignedByte(advance(1));
    }

    /** A short integer, 0 to 65535. */
    public int shortInt() throws ConnectionException {
        return in.getUnsignedShort(advance(2));
    }

    /** A long integer, 0 to 2^32-1. */
    public long longInt() throws ConnectionException {
        return in.getUnsignedInt(advance(4));
    }

    /** A long integer that counts something; above 2^31-1 it is given as that. */
    public int count() throws ConnectionException {
        return (int) Math.min(Integer.MAX_VALUE, longInt());
    }

    /** A long-long integer; from 2^63 on negative. */
    public long longLong() throws ConnectionException {
        return in.getLong(advance(8));
    }

    /** A bit; consecutive bits share an octet, beginning with the lowest. */
    public boolean bit() throws ConnectionException {
        if (bitsLeft == 0) {
            bits = octet();
            bitsLeft = 8;
        }
        boolean set = (bits & 1) != 0;
        bits >>>= 1;
        bitsLeft--;
        return set;
    }

    /**
     * A short string.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR also if it is not UTF-8
     */
    public String shortString() throws ConnectionException {
        int length = octet();
        if (length == 0) {
            return "";
        }
        in.getBytes(advance(length), scratch, 0, length);
        String text = shortStrings.get(scratch, length);
        if (text == null) {
            throw ConnectionException.syntaxError("a short string is not UTF-8");
        }
        return text;
    }

    /** A long string as bytes. */
    public byte[] longString() throws ConnectionException {
        int length = length();
        if (length == 0) {
            return NOTHING;
        }
        byte[] bytes = new byte[length];
        in.getBytes(advance(length), bytes);
        return bytes;
    }

    /** A long string that is text; malformed UTF-8 becomes U+FFFD. */
    public String longText() throws ConnectionException {
        return new String(longString(), StandardCharsets.UTF_8);
    }

    /**
     * A field table.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR also if its entries are malformed
     */
    public FieldTable table() throws ConnectionException {
        int length = length();
        if (length == 0) {
            return FieldTable.EMPTY;
        }
        return FieldTableCodec.decode(in.nioBuffer(advance(length), length));
    }

    /** A 32-bit length; the bytes that it promises are there. */
    private int length() throws ConnectionException {
        long length = longInt();
        if (length > end - at) {
            throw truncated(length);
        }
        return (int) length;
    }

    /** Moves behind so many bytes and returns where they begin. */
    private int advance(int size) throws ConnectionException {
        bitsLeft = 0;
        int start = at;
        if (size > end - start) {
            throw truncated(size);
        }
        at = start + size;
        return start;
    }

    private ConnectionException truncated(long size) {
        return ConnectionException.syntaxError(
                "the arguments end where " + size + " bytes were expected and " + (end - at) + " are left");
    }
}
