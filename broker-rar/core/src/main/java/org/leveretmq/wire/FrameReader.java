package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ConnectionException;

/**
 * Cuts the bytes of a connection into frames (AMQP 0-9-1 §4.2.3) and hands each to a {@link FrameListener}.
 *
 * <p>One per connection, on its event loop. A frame is judged by its first seven octets, so an oversized one is refused before
 * its payload has arrived. After an error of framing there are no frame boundaries any more: whatever follows is skipped.
 */
public final class FrameReader {
    /** The limit before {@code connection.tune-ok} has set another, in bytes, frame header and end octet included. */
    public static final int INITIAL_FRAME_MAX_BYTES = 131_072;

    /** Quite a few clients forget the eight octets around the payload when they apply the limit; RabbitMQ tolerates it too. */
    private static final int TOLERANCE = Frame.OVERHEAD;

    private final FrameListener listener;
    private final MethodReader methods = new MethodReader();
    private final ContentHeaderReader headers = new ContentHeaderReader();
    private long maxPayload = maxPayload(INITIAL_FRAME_MAX_BYTES);
    private boolean broken;

    /** A reader that calls the listener from within {@link #read}. */
    public FrameReader(FrameListener listener) {
        this.listener = listener;
    }

    /**
     * Sets the largest frame to accept from the next frame on, in bytes; 0 is no limit.
     *
     * @throws IllegalArgumentException if negative
     */
    public void setFrameMax(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("frameMax is " + bytes + ", allowed are 0 and more");
        }
        maxPayload = bytes == 0 ? Integer.MAX_VALUE - Frame.OVERHEAD : maxPayload(bytes);
    }

    /**
     * Reads all whole frames and leaves the bytes of a partial one unread. When it throws, the frame at fault has been read, and
     * calling again goes on with the next one.
     *
     * @throws AmqpException whatever the listener throws; 501 FRAME_ERROR for an unknown type, a wrong end octet, or a frame
     *     that is too large; 502 SYNTAX_ERROR for malformed arguments or properties; 503 COMMAND_INVALID for an unknown method
     */
    public void read(ByteBuf in) throws AmqpException {
        while (!broken && in.readableBytes() >= Frame.PREFIX_SIZE) {
            int start = in.readerIndex();
            int type = in.getUnsignedByte(start);
            int channel = in.getUnsignedShort(start + 1);
            long size = in.getUnsignedInt(start + 3);
            checkPrefix(in, type, channel, size);
            if (in.readableBytes() < Frame.OVERHEAD + size) {
                return;
            }
            int payload = start + Frame.PREFIX_SIZE;
            int end = in.getUnsignedByte(payload + (int) size);
            if (end != Frame.END) {
                throw broken(in, "frame end octet is " + end + " and not " + Frame.END);
            }
            in.readerIndex(payload + (int) size + 1);
            dispatch(in, type, channel, payload, (int) size);
        }
        if (broken) {
            in.skipBytes(in.readableBytes());
        }
    }

    private void checkPrefix(ByteBuf in, int type, int channel, long size) throws ConnectionException {
        if (type != Frame.METHOD && type != Frame.HEADER && type != Frame.BODY && type != Frame.HEARTBEAT) {
            throw broken(in, "unknown frame type " + type + " on channel " + channel);
        }
        if (size > maxPayload) {
            throw broken(
                    in,
                    "frame payload of " + size + " bytes is larger than the " + (maxPayload - TOLERANCE)
                            + " agreed on");
        }
        if (type == Frame.HEARTBEAT && size != 0) {
            throw broken(in, "heartbeat frame with a payload of " + size + " bytes");
        }
    }

    private void dispatch(ByteBuf in, int type, int channel, int payload, int size) throws AmqpException {
        switch (type) {
            case Frame.METHOD -> listener.onMethod(channel, MethodCodec.decode(in, payload, size, methods));
            case Frame.BODY -> body(in, channel, payload, size);
            case Frame.HEADER -> headers.read(in, channel, payload, size, listener);
            default -> listener.onHeartbeat(channel);
        }
    }

    /** Lends the listener the buffer itself, narrowed to the payload: a slice for every body frame would be garbage. */
    private void body(ByteBuf in, int channel, int payload, int size) throws AmqpException {
        int next = in.readerIndex();
        int writer = in.writerIndex();
        in.setIndex(payload, payload + size);
        try {
            listener.onBody(channel, in);
        } finally {
            in.setIndex(next, writer);
        }
    }

    private ConnectionException broken(ByteBuf in, String detail) {
        broken = true;
        in.skipBytes(in.readableBytes());
        return ConnectionException.frameError(detail);
    }

    private static long maxPayload(int frameMaxBytes) {
        return (long) frameMaxBytes - Frame.OVERHEAD + TOLERANCE;
    }
}
