package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.leveretmq.error.AmqpException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.Method;

/** A listener that keeps what it is told, for tests to look at. */
final class RecordedFrames implements FrameListener {
    /** A frame as it was handed on: the type, the channel, and the rest as the listener's arguments. */
    record Frame(String type, int channel, Object content) {}

    /** The arguments of a content header. */
    record Header(int classId, long bodySize, MessageProperties properties) {}

    final List<Frame> frames = new ArrayList<>();

    static byte[] frame(int type, int channel, byte[] payload) {
        ByteBuf frame = Unpooled.buffer();
        frame.writeByte(type).writeShort(channel).writeInt(payload.length);
        frame.writeBytes(payload).writeByte(0xCE);
        return ByteBufUtil.getBytes(frame);
    }

    /** The method in a frame of this payload. */
    static Method decode(byte[] payload) throws AmqpException {
        RecordedFrames recorded = new RecordedFrames();
        new FrameReader(recorded).read(Unpooled.wrappedBuffer(frame(1, 1, payload)));
        return (Method) recorded.frames.get(0).content();
    }

    /** The payload of the method's frame. */
    static byte[] encode(Method method) {
        ByteBuf frame = Unpooled.buffer();
        FrameWriter.writeMethod(frame, 1, method);
        return ByteBufUtil.getBytes(frame, 7, frame.readableBytes() - 8);
    }

    @Override
    public void onMethod(int channel, Method method) {
        frames.add(new Frame("method", channel, method));
    }

    @Override
    public void onHeader(int channel, int classId, long bodySize, MessageProperties properties) {
        frames.add(new Frame("header", channel, new Header(classId, bodySize, properties)));
    }

    @Override
    public void onBody(int channel, ByteBuf payload) {
        frames.add(new Frame("body", channel, ByteBufUtil.hexDump(payload)));
    }

    @Override
    public void onHeartbeat(int channel) {
        frames.add(new Frame("heartbeat", channel, ""));
    }
}
