package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.leveretmq.channel.Outbound;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.Transport;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.tls.TlsPeer;
import org.leveretmq.wire.FrameReader;
import org.leveretmq.wire.FrameWriter;
import org.leveretmq.wire.method.Method;

/**
 * The outbound side of a socket, and whether it is read. Confined to its event loop, but for what says otherwise.
 */
final class SocketTransport implements Transport, Heartbeats.Socket {
    private static final Logger LOGGER = System.getLogger(SocketTransport.class.getName());
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private final ChannelHandlerContext context;
    private final Heartbeats heartbeats = new Heartbeats(this);
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private final AtomicBoolean drainPlanned = new AtomicBoolean();
    private final AtomicLong receivedBytes = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();
    private @Nullable ClientConnection connection;
    private @Nullable FrameReader reader;
    private volatile @Nullable OutboundQueue outbound;
    private volatile @Nullable TlsPeer tls;
    private int frameMaxBytes;
    private boolean closing;

    SocketTransport(ChannelHandlerContext context) {
        this.context = context;
    }

    void attach(ClientConnection client, FrameReader frameReader) {
        connection = client;
        reader = frameReader;
    }

    @Override
    public InetSocketAddress peer() {
        return (InetSocketAddress) context.channel().remoteAddress();
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) context.channel().localAddress();
    }

    @Override
    public @Nullable TlsPeer tls() {
        return tls;
    }

    /** The TLS handshake is done. */
    void secured() {
        tls = TlsPeer.of(context.pipeline().get(SslHandler.class).engine().getSession());
    }

    @Override
    public void frameMax(int bytes) {
        frameMaxBytes = bytes;
        if (reader != null) {
            reader.setFrameMax(bytes);
        }
    }

    @Override
    public Outbound openOutbound(SerialLoop loop) {
        OutboundQueue queue = new OutboundQueue(this, loop, frameMaxBytes);
        outbound = queue;
        return queue;
    }

    @Override
    public void write(Method method) {
        if (closing) {
            return;
        }
        drain();
        ByteBuf out = context.alloc().ioBuffer();
        FrameWriter.writeMethod(out, 0, method);
        writeRaw(out);
    }

    void writeRaw(ByteBuf out) {
        sentBytes.lazySet(sentBytes.get() + out.readableBytes());
        context.writeAndFlush(out, context.voidPromise());
        heartbeats.written();
    }

    /** Any thread: there is something in the outbound queue. */
    void flushOutbound() {
        if (context.executor().inEventLoop()) {
            drain();
        } else if (drainPlanned.compareAndSet(false, true)) {
            context.executor().execute(() -> {
                drainPlanned.set(false);
                drain();
            });
        }
    }

    /** Writes what is in the outbound queue, as far as the socket takes it. */
    void drain() {
        OutboundQueue queue = outbound;
        if (queue == null || closing) {
            return;
        }
        long bytes = drain(queue);
        if (bytes > 0) {
            sentBytes.lazySet(sentBytes.get() + bytes);
            heartbeats.written();
            context.flush();
        }
        if (queue.answersUnread()) {
            pauseReading(Pause.UNREAD_ANSWERS);
        } else if (pauses.contains(Pause.UNREAD_ANSWERS) && queue.answersRead()) {
            resumeReading(Pause.UNREAD_ANSWERS);
        }
    }

    /** What cannot be encoded must not stall what is behind it: the connection ends. */
    private long drain(OutboundQueue queue) {
        try {
            return queue.drain(context);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "Unforeseen failure while encoding for " + peer(), e);
            queue.stop();
            outbound = null;
            failConnection(new ConnectionException(ReplyCode.INTERNAL_ERROR, "unforeseen failure of the broker"));
            return 0;
        }
    }

    /** The deliveries that had to wait may go on; called by the outbound queue. */
    void writableAgain() {
        if (connection != null) {
            connection.writableAgain();
        }
    }

    /** Any thread: the virtual host's loop has found an error that ends the connection. */
    void failConnection(ConnectionException error) {
        execute(() -> {
            if (connection != null) {
                connection.fail(error);
            }
        });
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        stopOutbound();
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        closeLater();
    }

    /** Closes after an error that leaves nothing to read: ends the output, so that the client reads what it was sent and then the end. */
    void closeAfterError() {
        if (closing) {
            return;
        }
        closing = true;
        stopOutbound();
        pauses.clear();
        context.channel().config().setAutoRead(true);
        SslHandler tls = context.pipeline().get(SslHandler.class);
        ChannelFuture written = context.writeAndFlush(Unpooled.EMPTY_BUFFER);
        // Without TLS's own end, the client would take the end of the output for an attack.
        written.addListener(done -> (tls == null ? written : tls.closeOutbound()).addListener(end -> shutdownOutput()));
        closeLater();
    }

    private void shutdownOutput() {
        if (context.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    private void closeLater() {
        context.executor().schedule(() -> context.close(), CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopOutbound() {
        heartbeats.stop();
        OutboundQueue queue = outbound;
        if (queue != null) {
            queue.stop();
        }
    }

    void disconnected() {
        closing = true;
        stopOutbound();
    }

    @Override
    public void startHeartbeats(int seconds) {
        heartbeats.start(context, seconds);
    }

    @Override
    public void sendHeartbeat() {
        ByteBuf out = context.alloc().ioBuffer(16);
        FrameWriter.writeHeartbeat(out);
        writeRaw(out);
    }

    @Override
    public void heartbeatsMissed(int seconds) {
        if (connection != null) {
            connection.heartbeatsMissed(seconds);
        }
        context.close();
    }

    @Override
    public boolean readingPaused() {
        return !pauses.isEmpty();
    }

    @Override
    public void pauseReading(Pause reason) {
        if (pauses.add(reason) && pauses.size() == 1) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void resumeReading(Pause reason) {
        if (pauses.remove(reason) && pauses.isEmpty()) {
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void execute(Runnable task) {
        if (context.executor().inEventLoop()) {
            task.run();
        } else {
            context.executor().execute(task);
        }
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        Runnable unlessClosed = () -> {
            if (context.channel().isActive()) {
                task.run();
            }
        };
        context.executor().schedule(unlessClosed, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void flush() {
        context.flush();
    }

    void countReceived(int bytes) {
        receivedBytes.lazySet(receivedBytes.get() + bytes);
        heartbeats.read();
    }

    @Override
    public long receivedBytes() {
        return receivedBytes.get();
    }

    @Override
    public long sentBytes() {
        return sentBytes.get();
    }
}
