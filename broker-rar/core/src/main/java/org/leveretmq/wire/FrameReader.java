package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.method.Method;
import org.leveretmq.wire.method.MethodTable;

/**
 * Takes frames out of the bytes of a connection (AMQP 0-9-1 §4.2.3) and hands them on decoded. One for each connection, confined to
 * its event loop.
 */
public final class FrameReader {
    private final FrameListener listener;
    private final MethodReader methodReader = new MethodReader();
    private final HeaderReader headerReader = new HeaderReader();
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
     * Reads all whole frames and leaves what remains of the last one in the buffer. If the listener throws, the frame counts as
     * read, and calling again goes on behind it.
     *
     * @throws ConnectionException 501 for a frame that is too large, of unknown type, or does not end as it should; 502 for
     *     malformed content; 505 for a content header with a weight; 540 for an unknown method
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
            case FrameType.HEADER -> headerReader.read(channel, in, offset, size, listener);
            case FrameType.BODY -> body(channel, in, offset, size);
            default -> heartbeat(channel, size);
        }
    }

    private void method(int channel, ByteBuf in, int offset, int size) throws AmqpException {
        methodReader.begin(in, offset, size);
        int classId = methodReader.readShort();
        int methodId = methodReader.readShort();
        Method method;
        try {
            method = MethodTable.read(classId, methodId, methodReader);
            methodReader.requireEnd(classId, methodId);
        } catch (ConnectionException e) {
            throw new ConnectionException(e.replyCode(), detail(e), classId, methodId);
        }
        listener.onMethod(channel, method);
    }

    /** The text behind the name of the reply code. */
    private static String detail(ConnectionException e) {
        return e.replyText().substring(e.replyCode().name().length() + " - ".length());
    }

    /** Lends the listener the buffer itself, narrowed to the payload: a slice for every body frame would be garbage. */
    private void body(int channel, ByteBuf in, int offset, int size) throws AmqpException {
        int nextFrame = in.readerIndex();
        int received = in.writerIndex();
        in.setIndex(offset, offset + size);
        try {
            listener.onBody(channel, in);
        } finally {
            in.setIndex(nextFrame, received);
        }
    }

    private void heartbeat(int channel, int size) throws AmqpException {
        if (size != 0) {
            throw ConnectionException.frameError("heartbeat frame with a payload of " + size + " bytes");
        }
        listener.onHeartbeat(channel);
    }
}
