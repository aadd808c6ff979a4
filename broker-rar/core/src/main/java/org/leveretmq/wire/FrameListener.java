package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.error.AmqpException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.Method;

/**
 * Takes the frames of one connection in the order in which they arrived, on its event loop.
 *
 * <p>Any method may throw: {@link FrameReader#read} passes the exception on, and the frame counts as read.
 */
public interface FrameListener {
    /** A method frame. The channel, 0 to 65535, is not checked in any way. */
    void onMethod(int channel, Method method) throws AmqpException;

    /** A content header frame. The body size is unsigned: negative means 2^63 or more. */
    void onHeader(int channel, int classId, long bodySize, MessageProperties properties) throws AmqpException;

    /**
     * A body frame. The readable bytes of the payload are the reader's and valid during the call only: copy them, neither retain
     * nor write.
     */
    void onBody(int channel, ByteBuf payload) throws AmqpException;

    /** A heartbeat frame, which is legal on channel 0 only (§4.2.7). */
    void onHeartbeat(int channel) throws AmqpException;
}
