package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionServices;
import org.leveretmq.connection.Session;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.wire.FrameReader;

/**
 * The inbound side of a socket: protocol header, then frames (AMQP 0-9-1 §4.2). Confined to its event loop.
 */
final class AmqpSocketHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = System.getLogger(AmqpSocketHandler.class.getName());

    private final ConnectionServices services;
    private final AtomicInteger busyClients;
    private @Nullable SocketTransport transport;
    private @Nullable ClientConnection connection;
    private @Nullable FrameReader reader;
    private @Nullable ReceiveMark mark;
    private @Nullable ByteBuf unread;
    private boolean headerSeen;
    private boolean deaf;

    /** The handler of a new socket; see {@link ReceiveMark} for the busy clients. */
    AmqpSocketHandler(ConnectionServices services, AtomicInteger busyClients) {
        this.services = services;
        this.busyClients = busyClients;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        SocketTransport newTransport = new SocketTransport(context);
        ClientConnection newConnection = new ClientConnection(services, newTransport);
        ReceiveMark newMark = ReceiveMark.of(context.channel(), busyClients);
        FrameReader newReader = new FrameReader(new FrameHandler(newConnection, services, newMark));
        newReader.setFrameMax(services.settings().frameMaxBytes());
        newTransport.attach(newConnection, newReader);
        transport = newTransport;
        connection = newConnection;
        reader = newReader;
        mark = newMark;
        newConnection.connected();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object input) {
        ByteBuf in = (ByteBuf) input;
        SocketTransport socket = transport;
        ClientConnection client = connection;
        ReceiveMark receiveMark = mark;
        if (deaf || socket == null || client == null || receiveMark == null) {
            in.release();
            return;
        }
        int received = in.readableBytes();
        socket.countReceived(received);
        ByteBuf pending = unread;
        unread = null;
        ByteBuf all =
                pending == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), pending, in);
        receiveMark.received(received, all);
        try {
            read(all, socket, client);
        } finally {
            if (all.isReadable() && !deaf) {
                unread = all;
            } else {
                all.release();
            }
        }
        client.endOfRead();
        receiveMark.endOfRead();
    }

    /** Whether the client, and so this handler, waits for the commit of a transaction and has nothing else to do. */
    boolean onlyWaitsForCommit() {
        Session session = connection == null ? null : connection.session();
        return session != null && session.onlyWaitsForCommit();
    }

    private void read(ByteBuf in, SocketTransport socket, ClientConnection client) {
        try {
            if ((headerSeen || readHeader(in, socket, client)) && reader != null) {
                reader.read(in);
            }
        } catch (AmqpException e) {
            deaf = cannotGoOn(e);
            client.endOfRead();
            client.fail(e);
            if (deaf) {
                socket.closeAfterError();
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, client.name() + ": unforeseen failure while reading", e);
            deaf = true;
            client.fail(new ConnectionException(ReplyCode.INTERNAL_ERROR, "unforeseen failure of the broker"));
            socket.closeAfterError();
        }
    }

    /** After a broken frame nobody knows where the next one begins. */
    private static boolean cannotGoOn(AmqpException error) {
        return error.replyCode() == ReplyCode.FRAME_ERROR;
    }

    private boolean readHeader(ByteBuf in, SocketTransport socket, ClientConnection client) {
        if (!ProtocolHeader.acceptable(in)) {
            client.wrongProtocol();
            deaf = true;
            socket.writeRaw(Unpooled.wrappedBuffer(ProtocolHeader.supported()));
            socket.closeAfterError();
            return false;
        }
        if (in.readableBytes() < ProtocolHeader.LENGTH) {
            return false;
        }
        in.skipBytes(ProtocolHeader.LENGTH);
        headerSeen = true;
        client.start();
        return true;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (transport != null) {
            transport.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (transport != null && context.channel().isWritable()) {
            transport.drain();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (transport != null) {
            transport.disconnected();
        }
        if (connection != null) {
            connection.disconnected();
        }
        if (mark != null) {
            mark.closed();
        }
        if (unread != null) {
            unread.release();
            unread = null;
        }
        deaf = true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && transport != null && connection != null) {
            if (handshake.isSuccess()) {
                transport.secured();
            } else if (!(handshake.cause() instanceof ClosedChannelException)) {
                connection.tlsFailed(reason(handshake.cause()));
            }
        }
        context.fireUserEventTriggered(event);
    }

    private static String reason(Throwable cause) {
        return cause instanceof NotSslRecordException
                ? "the client does not speak TLS"
                : String.valueOf(cause.getMessage());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
            LOGGER.log(Level.DEBUG, "TLS has failed: {0}", cause.getMessage());
        } else if (cause instanceof IOException) {
            LOGGER.log(Level.DEBUG, "The client has gone: {0}", cause.getMessage());
        } else {
            LOGGER.log(Level.ERROR, "Unforeseen failure of a socket; closing it", cause);
        }
        context.close();
    }
}
