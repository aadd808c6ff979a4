package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.error.AmqpException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.Method;

/** Receives the frames of a connection, decoded, in order, on its event loop. What it throws ends the reading. */
public interface FrameListener {
    /** A method frame (AMQP 0-9-1 §4.2.4). */
    void onMethod(int channel, Method method) throws AmqpException;

    /** A content header frame (§4.2.6.1); the body size is unsigned. */
    void onHeader(int channel, int classId, long bodySize, MessageProperties properties) throws AmqpException;

    /**
     * A content body frame (§4.2.6.2): the readable bytes of the payload. They belong to the reader and are valid during the call
     * only: copy them, neither retain nor write.
     */
    void onBody(int channel, ByteBuf payload) throws AmqpException;

    /** A heartbeat frame (§4.2.7). */
    void onHeartbeat(int channel) throws AmqpException;
}
