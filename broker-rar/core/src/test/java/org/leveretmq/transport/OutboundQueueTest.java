package org.leveretmq.transport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.channel.Outbound;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.concurrent.SystemScheduler;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.ConsumerOptions;
import org.leveretmq.queue.DeliveryTarget;
import org.leveretmq.queue.LooseQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.FrameWriter;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.Method;
import org.leveretmq.wire.method.TxCommitOk;

/** What goes to a client with which flush of its socket. */
class OutboundQueueTest {
    private static final Message MESSAGE = new Message("", "q", MessageProperties.EMPTY, new byte[10]);

    /** The bytes of each flush. */
    private static final class Flushes extends ChannelOutboundHandlerAdapter {
        final List<Integer> bytes = new ArrayList<>();

        @Override
        public void flush(ChannelHandlerContext context) {
            context.flush();
            int flushed = 0;
            for (ByteBuf out = written(context); out != null; out = written(context)) {
                flushed += out.readableBytes();
                out.release();
            }
            bytes.add(flushed);
        }

        private static @Nullable ByteBuf written(ChannelHandlerContext context) {
            return ((EmbeddedChannel) context.channel()).readOutbound();
        }
    }

    private final SystemScheduler scheduler = new SystemScheduler("outbound-queue-test");
    private final SerialLoop loop = new SerialLoop("loop", Runnable::run);
    private final Flushes flushes = new Flushes();
    private final EmbeddedChannel socket = new EmbeddedChannel(flushes, new ChannelInboundHandlerAdapter());
    private final Outbound outbound = open();
    private final Consumer consumer = new Consumer(
            "tag",
            LooseQueue.on(loop, scheduler),
            new Nowhere(),
            new ConsumerOptions(false, false, 0, 0, null, FieldTable.EMPTY));

    private Outbound open() {
        SocketTransport transport =
                new SocketTransport(requireNonNull(socket.pipeline().lastContext()));
        transport.frameMax(131_072);
        return transport.openOutbound(loop);
    }

    @AfterEach
    void close() {
        socket.finishAndReleaseAll();
        scheduler.close();
    }

    @Test
    void answer_that_is_awaited_leaves_before_the_deliveries_behind_it() {
        loop.execute(() -> {
            outbound.send(1, new TxCommitOk());
            outbound.deliver(1, consumer, 1, false, MESSAGE);
            outbound.deliver(1, consumer, 2, false, MESSAGE);
        });

        assertThat(flushes.bytes).containsExactly(length(new TxCommitOk()), 2 * lengthOfDelivery());
    }

    @Test
    void confirm_leaves_with_the_deliveries_behind_it() {
        BasicAck confirm = new BasicAck(1, false);

        loop.execute(() -> {
            outbound.send(1, confirm);
            outbound.deliver(1, consumer, 1, false, MESSAGE);
        });

        assertThat(flushes.bytes).containsExactly(length(confirm) + lengthOfDelivery());
    }

    @Test
    void answers_of_a_turn_leave_together() {
        loop.execute(() -> {
            outbound.deliver(1, consumer, 1, false, MESSAGE);
            outbound.send(1, new TxCommitOk());
            outbound.send(2, new TxCommitOk());
        });

        assertThat(flushes.bytes).containsExactly(lengthOfDelivery() + 2 * length(new TxCommitOk()));
    }

    private int length(Method method) {
        ByteBuf out = socket.alloc().buffer();
        try {
            FrameWriter.writeMethod(out, 1, method);
            return out.readableBytes();
        } finally {
            out.release();
        }
    }

    private int lengthOfDelivery() {
        ByteBuf out = socket.alloc().buffer();
        try {
            new OutboundFrames.Deliver(1, consumer, 1, false, MESSAGE).encodeHead(out);
            FrameWriter.writeBody(out, 1, MESSAGE.body(), 0, MESSAGE.body().length);
            return out.readableBytes();
        } finally {
            out.release();
        }
    }

    private static final class Nowhere implements DeliveryTarget {
        @Override
        public boolean accepts(Consumer asking) {
            return false;
        }

        @Override
        public void deliver(Consumer to, QueueEntry entry) {}

        @Override
        public void deliverSettled(Consumer to, Message message, boolean redelivered) {}

        @Override
        public void cancelled(Consumer gone) {}
    }
}
