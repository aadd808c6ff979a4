package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.Utf8;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicDeliver;
import org.leveretmq.wire.method.Method;

/**
 * Writes frames (AMQP 0-9-1 §4.2.3) at the end of a buffer, which grows as needed and stays the caller's.
 *
 * <p>Stateless; any thread, as long as nobody else uses the buffer.
 */
public final class FrameWriter {
    private static final byte[] PROTOCOL_HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

    private FrameWriter() {}

    /** The protocol header "AMQP0091", which opens a connection or refuses one of another version (§4.2.2). */
    public static void protocolHeader(ByteBuf out) {
        out.writeBytes(PROTOCOL_HEADER);
    }

    /** A heartbeat frame, on channel 0 (§4.2.7). */
    public static void writeHeartbeat(ByteBuf out) {
        out.writeByte(Frame.HEARTBEAT);
        out.writeShort(0);
        out.writeInt(0);
        out.writeByte(Frame.END);
    }

    /**
     * A method frame.
     *
     * @throws IllegalArgumentException if a short string is longer than 255 bytes; the buffer is as before then
     */
    public static void writeMethod(ByteBuf out, int channel, Method method) {
        int start = beginMethod(out, channel, method.id());
        try {
            method.write(new MethodWriter(out));
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            throw e;
        }
        endMethod(out, start);
    }

    /**
     * A method with content: method frame, header frame, and as many body frames as the limit demands, none for an empty body.
     * The properties go into one frame whatever their size, since nothing allows to split them.
     *
     * @param frameMax the largest frame in bytes, 0 for no limit
     */
    public static void writeContent(
            ByteBuf out, int channel, Method method, MessageProperties properties, byte[] body, int frameMax) {
        writeMethod(out, channel, method);
        writeHeaderAndBody(out, channel, properties, body, frameMax);
    }

    /**
     * A {@code basic.deliver} with its content (§1.8.3.9), as {@link #writeContent} would write it, but without any garbage.
     *
     * @param consumerTagUtf8 the consumer tag, at most 255 bytes
     * @param frameMax the largest frame in bytes, 0 for no limit
     */
    public static void writeDeliver(
            ByteBuf out,
            int channel,
            byte[] consumerTagUtf8,
            long deliveryTag,
            boolean redelivered,
            String exchange,
            String routingKey,
            MessageProperties properties,
            byte[] body,
            int frameMax) {
        int start = beginMethod(out, channel, BasicDeliver.ID);
        out.writeByte(consumerTagUtf8.length);
        out.writeBytes(consumerTagUtf8);
        out.writeLong(deliveryTag);
        out.writeBoolean(redelivered);
        MethodWriter.writeShortString(out, exchange);
        MethodWriter.writeShortString(out, routingKey);
        endMethod(out, start);
        writeHeaderAndBody(out, channel, properties, body, frameMax);
    }

    /** A {@code basic.ack} (§1.8.3.13), as a confirm without any garbage. */
    public static void writeAck(ByteBuf out, int channel, long deliveryTag, boolean multiple) {
        int start = beginMethod(out, channel, BasicAck.ID);
        out.writeLong(deliveryTag);
        out.writeBoolean(multiple);
        endMethod(out, start);
    }

    /**
     * The bytes that header and body frames of a content take.
     *
     * @param frameMax the largest frame in bytes, 0 for no limit
     */
    public static long contentSize(MessageProperties properties, int bodyLength, int frameMax) {
        long maxPayload = maxBodyPayload(frameMax);
        long bodyFrames = (bodyLength + maxPayload - 1) / maxPayload;
        return Frame.OVERHEAD
                + Frame.CONTENT_HEADER_SIZE
                + properties.encoded().length
                + bodyFrames * Frame.OVERHEAD
                + bodyLength;
    }

    /** The bytes that {@link #writeDeliver} writes. */
    public static long deliverSize(
            byte[] consumerTagUtf8,
            String exchange,
            String routingKey,
            MessageProperties properties,
            int bodyLength,
            int frameMax) {
        // Three string lengths, delivery tag, redelivered bit.
        int fixed = Frame.OVERHEAD + Frame.METHOD_ID_SIZE + 3 + Long.BYTES + 1;
        return fixed
                + consumerTagUtf8.length
                + Utf8.encodedLength(exchange)
                + Utf8.encodedLength(routingKey)
                + contentSize(properties, bodyLength, frameMax);
    }

    private static int beginMethod(ByteBuf out, int channel, int methodId) {
        int start = out.writerIndex();
        out.writeByte(Frame.METHOD);
        out.writeShort(channel);
        out.writeInt(0);
        out.writeInt(methodId);
        return start;
    }

    private static void endMethod(ByteBuf out, int start) {
        out.setInt(start + 3, out.writerIndex() - start - Frame.PREFIX_SIZE);
        out.writeByte(Frame.END);
    }

    private static void writeHeaderAndBody(
            ByteBuf out, int channel, MessageProperties properties, byte[] body, int frameMax) {
        byte[] encoded = properties.encoded();
        out.ensureWritable(Math.toIntExact(contentSize(properties, body.length, frameMax)));
        out.writeByte(Frame.HEADER);
        out.writeShort(channel);
        out.writeInt(Frame.CONTENT_HEADER_SIZE + encoded.length);
        out.writeShort(Frame.BASIC_CLASS_ID);
        out.writeShort(0);
        out.writeLong(body.length);
        out.writeBytes(encoded);
        out.writeByte(Frame.END);
        int maxPayload = maxBodyPayload(frameMax);
        for (int from = 0; from < body.length; ) {
            int size = Math.min(maxPayload, body.length - from);
            out.writeByte(Frame.BODY);
            out.writeShort(channel);
            out.writeInt(size);
            out.writeBytes(body, from, size);
            out.writeByte(Frame.END);
            from += size;
        }
    }

    private static int maxBodyPayload(int frameMax) {
        if (frameMax == 0) {
            return Integer.MAX_VALUE - Frame.OVERHEAD;
        }
        if (frameMax <= Frame.OVERHEAD) {
            throw new IllegalArgumentException("frameMax is " + frameMax + ", which leaves no room for a payload");
        }
        return frameMax - Frame.OVERHEAD;
    }
}
