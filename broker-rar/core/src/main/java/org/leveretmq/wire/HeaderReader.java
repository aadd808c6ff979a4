package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.MessageProperties;

/**
 * Reads content headers (AMQP 0-9-1 §4.2.6.1). Remembers the last properties: a publisher sends the same ones with message after
 * message, which then share one object, in the queues too. One for each connection, confined to its event loop.
 */
final class HeaderReader {
    private static final int FIXED_BYTES = 12;
    /** Larger properties are hardly ever the same twice, and an idle connection should not keep them. */
    private static final int MAX_REMEMBERED_BYTES = 512;

    private final byte[] scratch = new byte[MAX_REMEMBERED_BYTES];
    private MessageProperties last = MessageProperties.EMPTY;

    /**
     * Hands the header on to the listener.
     *
     * @throws ConnectionException 502 if it is malformed, 505 if its weight is not 0
     */
    void read(int channel, ByteBuf in, int offset, int size, FrameListener listener) throws AmqpException {
        if (size < FIXED_BYTES) {
            throw ConnectionException.syntaxError("content header of " + size + " bytes");
        }
        int weight = in.getUnsignedShort(offset + 2);
        if (weight != 0) {
            throw ConnectionException.unexpectedFrame("content header with a weight of " + weight);
        }
        MessageProperties properties = properties(in, offset + FIXED_BYTES, size - FIXED_BYTES);
        listener.onHeader(channel, in.getUnsignedShort(offset), in.getLong(offset + 4), properties);
    }

    private MessageProperties properties(ByteBuf in, int offset, int length) throws ConnectionException {
        if (length > MAX_REMEMBERED_BYTES) {
            byte[] encoded = new byte[length];
            in.getBytes(offset, encoded);
            return MessageProperties.wrap(encoded);
        }
        in.getBytes(offset, scratch, 0, length);
        byte[] known = last.encoded();
        if (!Arrays.equals(known, 0, known.length, scratch, 0, length)) {
            last = MessageProperties.wrap(Arrays.copyOf(scratch, length));
        }
        return last;
    }
}
