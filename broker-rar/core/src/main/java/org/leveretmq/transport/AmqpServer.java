package org.leveretmq.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.NamedThreadFactory;
import org.leveretmq.concurrent.WaitingThreads;
import org.leveretmq.connection.ConnectionServices;
import org.leveretmq.tls.TlsContext;

/**
 * Listens for clients, with TLS or without: native epoll where there is one, NIO elsewhere. Started and stopped by one thread.
 */
public final class AmqpServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int MIN_READ_BYTES = 1024;
    private static final int FIRST_READ_BYTES = 16 << 10;
    private static final int MAX_READ_BYTES = 256 << 10;
    private static final WriteBufferWaterMark WRITE_MARKS = new WriteBufferWaterMark(128 << 10, 512 << 10);
    private static final long STOP_SECONDS = 5;

    /**
     * A socket that accepts connections.
     *
     * @param address the local address, with the real port
     * @param tls what makes its TLS, null if it speaks none
     */
    public record Listener(
            InetSocketAddress address, @Nullable TlsContext tls) {
        /** Whether it speaks TLS. */
        public boolean secure() {
            return tls != null;
        }

        /** The certificate that new clients are shown; null if there is none. */
        public @Nullable X509Certificate certificate() {
            return tls == null ? null : tls.certificate();
        }

        /** The address without the port; every address of the machine is 0.0.0.0, whichever form Java knows it by. */
        public String host() {
            return address.getAddress().isAnyLocalAddress()
                    ? "0.0.0.0"
                    : address.getAddress().getHostAddress();
        }
    }

    private final EventLoopGroup acceptor;
    private final ConnectionLoops eventLoops;
    private final ConnectionServices services;
    private final AtomicInteger busyClients = new AtomicInteger();
    private final List<Channel> sockets = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /**
     * Listens nowhere yet.
     *
     * @param eventLoopCount threads for all connections together, 1 or more
     */
    public AmqpServer(int eventLoopCount, String threadName, ConnectionServices services) {
        this.acceptor =
                new MultiThreadIoEventLoopGroup(1, new NamedThreadFactory(threadName + "-accept"), ioHandlers());
        this.eventLoops = new ConnectionLoops(eventLoopCount, threadName + "-io", ioHandlers());
        this.services = services;
    }

    /**
     * Binds the address and begins to accept.
     *
     * @param address the local address; port 0 for any free one
     * @param tls for TLS on this address, else null
     * @throws IOException if the address cannot be bound
     */
    public void listen(InetSocketAddress address, @Nullable TlsContext tls) throws IOException {
        try {
            ChannelFuture bound = bootstrap(tls).bind(address);
            if (!bound.await().isSuccess()) {
                throw new IOException(bound.cause().getMessage(), bound.cause());
            }
            sockets.add(bound.channel());
            listeners.add(new Listener((InetSocketAddress) bound.channel().localAddress(), tls));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding", e);
        }
    }

    private static IoHandlerFactory ioHandlers() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    private ServerBootstrap bootstrap(@Nullable TlsContext tls) {
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap()
                .group(acceptor, eventLoops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_MARKS)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, MAX_READ_BYTES))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tlsHandler(tls));
                        }
                        channel.pipeline().addLast(new AmqpSocketHandler(services, busyClients));
                    }
                });
    }

    private SslHandler tlsHandler(TlsContext tls) {
        SslHandler handler = new SslHandler(tls.newEngine());
        handler.setHandshakeTimeoutMillis(services.settings().handshakeTimeout().toMillis());
        return handler;
    }

    /** What it listens on. Any thread. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** The event loop whose thread is the calling one; null if it is another thread. Any thread. */
    public @Nullable ScheduledExecutorService callingEventLoop() {
        return eventLoops.calling();
    }

    /** Which of the threads of the connections only wait. Any thread. */
    public WaitingThreads waitingThreads() {
        return eventLoops;
    }

    /** Accepts no more connections; those that are open go on. */
    public void stopAccepting() {
        for (Channel socket : sockets) {
            socket.close().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
        }
        stop(acceptor);
    }

    /** Closes every socket and ends the threads. */
    @Override
    public void close() {
        stopAccepting();
        stop(eventLoops);
    }

    private static void stop(EventLoopGroup group) {
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(2 * STOP_SECONDS, TimeUnit.SECONDS);
    }
}
