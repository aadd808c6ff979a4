package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.leveretmq.channel.Outbound;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.wire.FrameWriter;
import org.leveretmq.wire.method.Method;

/**
 * What is on its way to a client: the virtual host's loop puts it in, the event loop encodes it into batches and writes them.
 *
 * <p>Deliveries stop above {@link #HIGH_MARK} of what was put in and not encoded; nothing is encoded while the socket is not writable. So a
 * client that does not read keeps a bounded part of the heap. One flush for each turn of the virtual host's loop, of answers before others, and
 * one more between an answer that the client waits for and the deliveries behind it.
 */
final class OutboundQueue implements Outbound {
    private static final long HIGH_MARK = 1 << 20;
    private static final long LOW_MARK = HIGH_MARK / 2;
    /** Answers that are not read: above this, nothing more is read from the client. */
    private static final long ANSWERS_MARK = 4 * HIGH_MARK;

    private static final int BATCH_BYTES = 64 << 10;

    private final SocketTransport socket;
    private final SerialLoop loop;
    private final int maxPieceBytes;
    private final SpscUnboundedArrayQueue<OutboundFrames> frames = new SpscUnboundedArrayQueue<>(256);

    /** Written by the virtual host's loop only. */
    private final AtomicLong putCost = new AtomicLong();

    /** Written by the event loop only. */
    private final AtomicLong takenCost = new AtomicLong();

    private volatile boolean deliveriesWait;
    private volatile boolean stopped;
    private boolean flushPlanned;
    private boolean answerPlanned;
    private final Runnable endOfTurn = this::endOfTurn;

    private @Nullable OutboundFrames partial;
    private int partialOffset;

    OutboundQueue(SocketTransport socket, SerialLoop loop, int frameMaxBytes) {
        this.socket = socket;
        this.loop = loop;
        this.maxPieceBytes = frameMaxBytes - FrameWriter.FRAME_OVERHEAD_BYTES;
    }

    @Override
    public void send(int channel, Method method) {
        putAnswer(new OutboundFrames.MethodOnly(channel, method));
    }

    @Override
    public void send(int channel, Method method, Message message) {
        putAnswer(new OutboundFrames.WithContent(channel, method, message));
    }

    @Override
    public void deliver(int channel, Consumer consumer, long deliveryTag, boolean redelivered, Message message) {
        if (put(new OutboundFrames.Deliver(channel, consumer, deliveryTag, redelivered, message)) && !flushPlanned) {
            flushPlanned = true;
            loop.atEndOfTurn(SerialLoop.Phase.FLUSH, endOfTurn);
        }
    }

    private void putAnswer(OutboundFrames item) {
        if (put(item) && !answerPlanned) {
            answerPlanned = true;
            flushPlanned = true;
            loop.atEndOfTurn(SerialLoop.Phase.FLUSH_ANSWERS, endOfTurn);
        }
    }

    private boolean put(OutboundFrames item) {
        if (stopped) {
            return false;
        }
        frames.offer(item);
        putCost.lazySet(putCost.get() + item.cost());
        return true;
    }

    private void endOfTurn() {
        if (flushPlanned) {
            flushPlanned = false;
            answerPlanned = false;
            socket.flushOutbound();
        }
    }

    @Override
    public boolean writable() {
        if (pendingCost() < HIGH_MARK) {
            return true;
        }
        deliveriesWait = true;
        return pendingCost() < LOW_MARK;
    }

    private long pendingCost() {
        return putCost.get() - takenCost.get();
    }

    @Override
    public void failConnection(ConnectionException error) {
        socket.failConnection(error);
    }

    /** Event loop: whether so much was put in and not taken by the client that nothing more is to be read from it. */
    boolean answersUnread() {
        return pendingCost() > ANSWERS_MARK;
    }

    /** Event loop: whether reading may go on. */
    boolean answersRead() {
        return pendingCost() < ANSWERS_MARK / 2;
    }

    /** Any thread: nothing more will be sent. */
    void stop() {
        stopped = true;
    }

    /** Event loop: encodes and writes as long as there is something and the socket takes it. Returns the bytes written. */
    long drain(ChannelHandlerContext context) {
        long bytes = 0;
        while (context.channel().isWritable() && hasNext()) {
            ByteBuf batch = context.alloc().ioBuffer(BATCH_BYTES);
            boolean awaited = encodeSome(batch);
            bytes += batch.readableBytes();
            context.write(batch, context.voidPromise());
            if (awaited) {
                context.flush();
            }
        }
        if (deliveriesWait && pendingCost() < LOW_MARK) {
            deliveriesWait = false;
            socket.writableAgain();
        }
        return bytes;
    }

    private boolean hasNext() {
        return partial != null || !frames.isEmpty();
    }

    /** Returns whether it ends with an answer that the client waits for, which it should have before the deliveries behind it are encoded. */
    private boolean encodeSome(ByteBuf batch) {
        boolean awaited = false;
        while (batch.readableBytes() < BATCH_BYTES) {
            OutboundFrames current = partial;
            if (current == null) {
                if (awaited && frames.peek() instanceof OutboundFrames.Deliver) {
                    return true;
                }
                current = frames.poll();
                if (current == null) {
                    return false;
                }
                awaited = current.awaited();
                current.encodeHead(batch);
                partial = current;
                partialOffset = 0;
            }
            encodeBody(batch, current);
        }
        return false;
    }

    private void encodeBody(ByteBuf batch, OutboundFrames current) {
        byte[] body = current.body();
        while (partialOffset < body.length && batch.readableBytes() < BATCH_BYTES) {
            int length = Math.min(maxPieceBytes, body.length - partialOffset);
            FrameWriter.writeBody(batch, current.channel(), body, partialOffset, length);
            partialOffset += length;
        }
        if (partialOffset == body.length) {
            partial = null;
            takenCost.lazySet(takenCost.get() + current.cost());
        }
    }
}
