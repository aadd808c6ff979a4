package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.channel.Publication;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionServices;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.FrameListener;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicNack;
import org.leveretmq.wire.method.BasicPublish;
import org.leveretmq.wire.method.BasicReject;
import org.leveretmq.wire.method.Method;
import org.leveretmq.wire.method.TxCommit;

/** Turns the frames of a socket into methods and publications for its connection. Confined to the event loop. */
final class FrameHandler implements FrameListener {
    private final ClientConnection connection;
    private final ConnectionServices services;
    private final ReceiveMark mark;
    private @Nullable ContentAssembler[] assemblers = new ContentAssembler[4];

    FrameHandler(ClientConnection connection, ConnectionServices services, ReceiveMark mark) {
        this.connection = connection;
        this.services = services;
        this.mark = mark;
    }

    @Override
    public void onMethod(int channel, Method method) throws ConnectionException {
        if (channel == 0 || !connection.open()) {
            mark.interrupted();
            connection.receive(channel, method);
            return;
        }
        ContentAssembler assembler = assembler(channel);
        assembler.requireNoContentPending();
        if (method instanceof BasicPublish publish) {
            mark.goesOn(channel);
            assembler.begin(publish);
            connection.publishBegun();
        } else {
            mark(channel, method);
            connection.receive(channel, method);
        }
    }

    private void mark(int channel, Method method) {
        if (method instanceof TxCommit) {
            mark.committed(channel);
        } else if (method instanceof BasicAck || method instanceof BasicNack || method instanceof BasicReject) {
            mark.goesOn(channel);
        } else {
            mark.interrupted();
        }
    }

    @Override
    public void onHeader(int channel, int classId, long bodySize, MessageProperties properties)
            throws ConnectionException {
        if (ignored(channel)) {
            return;
        }
        try {
            long maxMessageBytes = services.settings().maxMessageBytes();
            Publication complete = assembler(channel).header(classId, bodySize, properties, maxMessageBytes);
            if (complete != null) {
                connection.receive(channel, complete);
            }
        } catch (ChannelException e) {
            connection.receive(channel, e);
        }
    }

    @Override
    public void onBody(int channel, ByteBuf payload) throws ConnectionException {
        if (ignored(channel)) {
            return;
        }
        Publication complete = assembler(channel).body(payload);
        if (complete != null) {
            connection.receive(channel, complete);
        }
    }

    @Override
    public void onHeartbeat(int channel) throws ConnectionException {
        if (channel != 0) {
            throw ConnectionException.commandInvalid("heartbeat on channel " + channel);
        }
    }

    /** Content that comes while the connection is closing means nothing any more; before it is open, or on channel 0, it is an error. */
    private boolean ignored(int channel) throws ConnectionException {
        if (connection.ending()) {
            return true;
        }
        if (channel == 0 || !connection.open()) {
            throw ConnectionException.unexpectedFrame("content frame on channel " + channel);
        }
        return false;
    }

    private ContentAssembler assembler(int channel) throws ConnectionException {
        int channelMax = connection.handshake().channelMax();
        if (channel > channelMax) {
            throw ConnectionException.channelError(
                    "channel " + channel + " is higher than the negotiated maximum " + channelMax);
        }
        if (channel >= assemblers.length) {
            assemblers = Arrays.copyOf(assemblers, Math.max(channel + 1, assemblers.length * 2));
        }
        ContentAssembler assembler = assemblers[channel];
        if (assembler == null) {
            assembler = new ContentAssembler();
            assemblers[channel] = assembler;
        }
        return assembler;
    }
}
