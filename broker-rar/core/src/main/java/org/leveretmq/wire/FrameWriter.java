package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.Method;

/** Appends frames to a buffer (AMQP 0-9-1 §4.2.3). Any thread, one for each buffer at a time. */
public final class FrameWriter {
    /** The bytes of a frame around its payload. */
    public static final int FRAME_OVERHEAD_BYTES = FrameType.HEAD_BYTES + FrameType.END_BYTES;

    private static final int BASIC_CLASS = 60;
    private static final int DELIVER_METHOD = 60;
    private static final int WEIGHT = 0;

    private FrameWriter() {}

    /**
     * A method frame.
     *
     * @throws IllegalArgumentException if a short string is longer than 255 bytes; the buffer is as it was then
     */
    public static void writeMethod(ByteBuf out, int channel, Method method) {
        int begin = begin(out, FrameType.METHOD, channel);
        out.writeShort(method.classId()).writeShort(method.methodId());
        try {
            method.write(new MethodWriter(out));
        } catch (IllegalArgumentException e) {
            throw withdrawn(out, begin, e);
        }
        end(out, begin);
    }

    /**
     * The method frame of {@code basic.deliver}, without a record for it.
     *
     * @throws IllegalArgumentException if exchange or routing key are longer than 255 bytes; the buffer is as it was then
     */
    public static void writeDeliver(
            ByteBuf out,
            int channel,
            byte[] consumerTag,
            long deliveryTag,
            boolean redelivered,
            String exchange,
            String routingKey) {
        int begin = begin(out, FrameType.METHOD, channel);
        out.writeShort(BASIC_CLASS).writeShort(DELIVER_METHOD);
        out.writeByte(consumerTag.length).writeBytes(consumerTag);
        out.writeLong(deliveryTag).writeBoolean(redelivered);
        try {
            MethodWriter.writeShortString(out, exchange);
            MethodWriter.writeShortString(out, routingKey);
        } catch (IllegalArgumentException e) {
            throw withdrawn(out, begin, e);
        }
        end(out, begin);
    }

    /** The buffer may hold whole frames before this one: half a frame behind them would break the connection. */
    private static IllegalArgumentException withdrawn(ByteBuf out, int begin, IllegalArgumentException cause) {
        out.writerIndex(begin - FrameType.HEAD_BYTES);
        return cause;
    }

    /** A content header frame. */
    public static void writeHeader(ByteBuf out, int channel, long bodySize, MessageProperties properties) {
        int begin = begin(out, FrameType.HEADER, channel);
        out.writeShort(BASIC_CLASS).writeShort(WEIGHT).writeLong(bodySize);
        out.writeBytes(properties.encoded());
        end(out, begin);
    }

    /** A content body frame with a piece of a body. */
    public static void writeBody(ByteBuf out, int channel, byte[] body, int offset, int length) {
        out.writeByte(FrameType.BODY).writeShort(channel).writeInt(length);
        out.writeBytes(body, offset, length);
        out.writeByte(FrameType.END);
    }

    /** A heartbeat frame. */
    public static void writeHeartbeat(ByteBuf out) {
        out.writeByte(FrameType.HEARTBEAT).writeShort(0).writeInt(0).writeByte(FrameType.END);
    }

    private static int begin(ByteBuf out, int type, int channel) {
        out.writeByte(type).writeShort(channel).writeInt(0);
        return out.writerIndex();
    }

    private static void end(ByteBuf out, int begin) {
        out.setInt(begin - 4, out.writerIndex() - begin);
        out.writeByte(FrameType.END);
    }
}
