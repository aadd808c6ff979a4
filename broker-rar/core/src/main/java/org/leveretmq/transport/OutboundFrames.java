package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.wire.FrameWriter;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicNack;
import org.leveretmq.wire.method.Method;

/** Something in the outbound queue: frames that follow each other on one channel. Immutable; encoded on the event loop. */
sealed interface OutboundFrames {
    /** About the memory that it keeps until it is encoded, in bytes. */
    int cost();

    /** Appends the method, and the content header if there is content. */
    void encodeHead(ByteBuf out);

    int channel();

    /** Whether the client may wait for it before it goes on, as for the answer to a synchronous method (§2.2.2): not for a confirm or a message. */
    default boolean awaited() {
        return false;
    }

    /** The body that follows, empty if there is none. */
    byte[] body();

    byte[] NO_BODY = {};
    int OVERHEAD = 64;

    /** A method without content. */
    record MethodOnly(int channel, Method method) implements OutboundFrames {
        @Override
        public int cost() {
            return OVERHEAD;
        }

        @Override
        public void encodeHead(ByteBuf out) {
            FrameWriter.writeMethod(out, channel, method);
        }

        @Override
        public boolean awaited() {
            return !(method instanceof BasicAck || method instanceof BasicNack);
        }

        @Override
        public byte[] body() {
            return NO_BODY;
        }
    }

    /** A method with a message: return and get-ok. */
    record WithContent(int channel, Method method, Message message) implements OutboundFrames {
        @Override
        public int cost() {
            return OVERHEAD + message.footprintBytes();
        }

        @Override
        public void encodeHead(ByteBuf out) {
            FrameWriter.writeMethod(out, channel, method);
            FrameWriter.writeHeader(out, channel, message.body().length, message.properties());
        }

        @Override
        public byte[] body() {
            return message.body();
        }
    }

    /** A delivery, the most frequent of all. */
    record Deliver(int channel, Consumer consumer, long deliveryTag, boolean redelivered, Message message)
            implements OutboundFrames {
        @Override
        public int cost() {
            return OVERHEAD + message.footprintBytes();
        }

        @Override
        public void encodeHead(ByteBuf out) {
            FrameWriter.writeDeliver(
                    out,
                    channel,
                    consumer.encodedTag(),
                    deliveryTag,
                    redelivered,
                    message.exchange(),
                    message.routingKey());
            FrameWriter.writeHeader(out, channel, message.body().length, message.properties());
        }

        @Override
        public byte[] body() {
            return message.body();
        }
    }
}
