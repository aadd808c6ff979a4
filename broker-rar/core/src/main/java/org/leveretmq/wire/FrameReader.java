package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.MethodTable;

/**
 * Takes frames out of the bytes of a connection (AMQP 0-9-1 §4.2.3) and hands them on decoded. One for each connection, confined to
 * its event loop.
 */
public final class FrameReader {
    private static final int HEADER_FIXED_BYTES = 12;

    private final FrameListener listener;
    private final MethodReader methodReader = new MethodReader();
    private int frameMaxBytes = 131_072;

    /** A reader for a new connection. */
    public FrameReader(FrameListener listener) {
        this.listener = listener;
    }

    /** Frames may have up to this many bytes, all included. */
    public void setFrameMax(int bytes) {
        frameMaxBytes = bytes;
    }

    /**
     * Reads all whole frames and leaves what remains of the last one in the buffer.
     *
     * @throws ConnectionException 501 for a frame that is too large, of unknown type, or does not end as it should; 502 for
     *     malformed content
     * @throws AmqpException whatever the listener throws
     */
    public void read(ByteBuf in) throws AmqpException {
        while (in.readableBytes() >= FrameType.HEAD_BYTES) {
            int begin = in.readerIndex();
            int type = in.getUnsignedByte(begin);
            long size = in.getUnsignedInt(begin + 3);
            requireKnown(type);
            requireSize(type, size);
            int frameBytes = FrameType.HEAD_BYTES + (int) size + FrameType.END_BYTES;
            if (in.readableBytes() < frameBytes) {
                return;
            }
            int end = in.getUnsignedByte(begin + frameBytes - 1);
            if (end != FrameType.END) {
                throw ConnectionException.frameError(
                        "frame of type " + type + " ends with 0x" + Integer.toHexString(end) + " instead of 0xce");
            }
            in.readerIndex(begin + frameBytes);
            dispatch(type, in.getUnsignedShort(begin + 1), in, begin + FrameType.HEAD_BYTES, (int) size);
        }
    }

    private void requireSize(int type, long size) throws ConnectionException {
        int limit = frameMaxBytes - FrameType.HEAD_BYTES - FrameType.END_BYTES;
        if (size > limit) {
            throw ConnectionException.frameError(
                    "frame of type " + type + " has " + size + " bytes, but at most " + limit + " are allowed");
        }
    }

    private static void requireKnown(int type) throws ConnectionException {
        boolean known = type == FrameType.METHOD
                || type == FrameType.HEADER
                || type == FrameType.BODY
                || type == FrameType.HEARTBEAT;
        if (!known) {
            throw ConnectionException.frameError("unknown frame type " + type);
        }
    }

    private void dispatch(int type, int channel, ByteBuf in, int offset, int size) throws AmqpException {
        switch (type) {
            case FrameType.METHOD -> method(channel, in, offset, size);
            case FrameType.HEADER -> header(channel, in, offset, size);
            case FrameType.BODY -> listener.onBody(channel, in.slice(offset, size));
            default -> listener.onHeartbeat(channel);
        }
    }

    private void method(int channel, ByteBuf in, int offset, int size) throws AmqpException {
        methodReader.begin(in, offset, size);
        int classId = methodReader.readShort();
        int methodId = methodReader.readShort();
        var method = MethodTable.read(classId, methodId, methodReader);
        methodReader.requireEnd(classId, methodId);
        listener.onMethod(channel, method);
    }

    private void header(int channel, ByteBuf in, int offset, int size) throws AmqpException {
        if (size < HEADER_FIXED_BYTES) {
            throw ConnectionException.syntaxError("content header of " + size + " bytes");
        }
        byte[] properties = new byte[size - HEADER_FIXED_BYTES];
        in.getBytes(offset + HEADER_FIXED_BYTES, properties);
        listener.onHeader(
                channel, in.getUnsignedShort(offset), in.getLong(offset + 4), MessageProperties.wrap(properties));
    }
}
