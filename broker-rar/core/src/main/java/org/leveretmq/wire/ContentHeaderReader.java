package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.MessageProperties;

/**
 * Reads content header frames (AMQP 0-9-1 §4.2.6.1). Remembers the last properties: a publisher sets the same ones on message
 * after message, and then they share one object. Confined to the event loop.
 */
final class ContentHeaderReader {
    /** Larger properties are rarely the same twice, and should not be kept alive by an idle connection. */
    private static final int MAX_REMEMBERED = 512;

    private final byte[] scratch = new byte[MAX_REMEMBERED];
    private MessageProperties last = MessageProperties.EMPTY;

    void read(ByteBuf in, int channel, int payload, int size, FrameListener listener) throws AmqpException {
        if (size < Frame.CONTENT_HEADER_SIZE) {
            throw ConnectionException.syntaxError("content header of " + size + " bytes");
        }
        int classId = in.getUnsignedShort(payload);
        long bodySize = in.getLong(payload + 4);
        MessageProperties properties =
                properties(in, payload + Frame.CONTENT_HEADER_SIZE, size - Frame.CONTENT_HEADER_SIZE);
        listener.onHeader(channel, classId, bodySize, properties);
    }

    private MessageProperties properties(ByteBuf in, int index, int length) throws ConnectionException {
        if (length > MAX_REMEMBERED) {
            byte[] encoded = new byte[length];
            in.getBytes(index, encoded);
            return MessageProperties.wrap(encoded);
        }
        in.getBytes(index, scratch, 0, length);
        byte[] known = last.encoded();
        if (!Arrays.equals(known, 0, known.length, scratch, 0, length)) {
            last = MessageProperties.wrap(Arrays.copyOf(scratch, length));
        }
        return last;
    }
}
