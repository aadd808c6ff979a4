package org.leveretmq.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.LogText;
import org.leveretmq.channel.Publication;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.statistics.Tick;
import org.leveretmq.wire.method.ConnectionClose;
import org.leveretmq.wire.method.ConnectionCloseOk;
import org.leveretmq.wire.method.ConnectionOpen;
import org.leveretmq.wire.method.ConnectionOpenOk;
import org.leveretmq.wire.method.ConnectionUpdateSecret;
import org.leveretmq.wire.method.ConnectionUpdateSecretOk;
import org.leveretmq.wire.method.Method;

/**
 * A client's connection (AMQP 0-9-1 §2.2.4).
 *
 * <pre>
 *   HANDSHAKE ──open──▶ OPEN ──close──▶ ENDING ──session has ended──▶ CLOSED
 *       │                │
 *       └──── error ─────┴────▶ CLOSING ──close-ok, or too late──▶ CLOSED
 * </pre>
 *
 * Confined to the event loop of its socket, but for what says otherwise.
 */
public final class ClientConnection {
    private enum State {
        HANDSHAKE,
        OPEN,
        ENDING,
        CLOSING,
        CLOSED
    }

    private static final Logger LOGGER = System.getLogger(ClientConnection.class.getName());
    private final ConnectionServices services;
    private final Transport transport;
    private final String name;
    private final Instant connectedAt;
    private final Handshake handshake;
    private final Intake intake;
    private final SessionOpening opening;
    private final PublishBlock block;
    private volatile State state = State.HANDSHAKE;
    private volatile @Nullable Session session;
    private volatile @Nullable AuthenticatedUser user;

    /** A connection whose client has not said anything yet. */
    public ClientConnection(ConnectionServices services, Transport transport) {
        this.services = services;
        this.transport = transport;
        this.connectedAt = services.scheduler().now();
        this.name = text(transport.peer()) + " -> " + text(transport.local());
        this.intake = new Intake(transport);
        this.opening = new SessionOpening(this, services, intake::handled);
        this.handshake = new Handshake(this, services, transport);
        this.block = new PublishBlock(this, services.gate(), transport);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** {@code peer:port -> local:port}; any thread. */
    public String name() {
        return name;
    }

    /** When the client has connected; any thread. */
    public Instant connectedAt() {
        return connectedAt;
    }

    /** The authenticated user, null before; any thread. */
    public @Nullable AuthenticatedUser user() {
        return user;
    }

    /** The channels, null before the virtual host was opened; the reference from any thread, what it refers to on the loop. */
    public @Nullable Session session() {
        return session;
    }

    /** What was negotiated; any thread, for a look only. */
    public Handshake handshake() {
        return handshake;
    }

    /** The socket; see there for threads. */
    public Transport transport() {
        return transport;
    }

    /** {@code running}, {@code blocked}, {@code starting} or {@code closing}; any thread. */
    public String stateName() {
        return switch (state) {
            case HANDSHAKE -> "starting";
            case OPEN -> block.on() ? "blocked" : "running";
            case ENDING, CLOSING, CLOSED -> "closing";
        };
    }

    /** A figure as it is now; on the virtual host's loop, once there is a session. */
    private long value(Session open, Figure figure) {
        return switch (figure) {
            case RECEIVED_BYTES -> transport.receivedBytes();
            case SENT_BYTES -> transport.sentBytes();
            default -> open.value(figure);
        };
    }

    /** Its figures as they are now, with their rates; on the virtual host's loop. */
    public Figures figures() {
        Session open = session;
        return open == null ? Figures.NONE : open.history().now(figure -> value(open, figure));
    }

    /** It is time for a sample of it and its channels; on the virtual host's loop. */
    public void sample(Tick tick) {
        Session open = session;
        if (open != null) {
            open.history().sample(tick, figure -> value(open, figure));
            open.sampleChannels(tick);
        }
    }

    /** The socket is open; the client has so much time to get to {@code connection.open}. */
    public void connected() {
        transport.schedule(services.settings().handshakeTimeout(), this::handshakeTimedOut);
    }

    /** The client has sent the right protocol header. */
    public void start() {
        handshake.start();
    }

    private void handshakeTimedOut() {
        if (state == State.HANDSHAKE) {
            services.faults().warn(name, "the handshake was not complete in time; closing");
            transport.close();
        }
    }

    /** The client has sent nothing for too long (AMQP 0-9-1 §4.2.7); the socket is being closed. */
    public void heartbeatsMissed(int intervalSeconds) {
        services.faults().warn(name, "nothing heard for two heartbeat intervals of " + intervalSeconds + " s; closing");
    }

    /** The client does not speak AMQP 0-9-1; the socket is being closed. */
    public void wrongProtocol() {
        services.faults().warn(name, "the protocol header is not that of AMQP 0-9-1; closing");
    }

    /** The TLS handshake has failed; the socket is being closed. */
    public void tlsFailed(String reason) {
        services.faults().warn(name, "the TLS handshake has failed: " + reason + "; closing");
    }

    /** A method has arrived; one with content has its content to follow. */
    public void receive(int channel, Method method) {
        try {
            if (channel == 0) {
                receiveOnChannelZero(method);
            } else if (state == State.OPEN) {
                requireChannelMethod(channel, method);
                post(channel, method, Intake.COMMAND_COST);
            } else if (state == State.HANDSHAKE) {
                throw ConnectionException.channelError("method on channel " + channel + " before connection.open");
            }
        } catch (ConnectionException e) {
            fail(e);
        }
    }

    /** A publish has arrived with its content. */
    public void receive(int channel, Publication publication) {
        if (state == State.OPEN) {
            post(channel, publication, Intake.COMMAND_COST + publication.body().length);
        }
    }

    /** The content that arrived is refused; its channel is to be closed. */
    public void receive(int channel, ChannelException contentError) {
        if (state == State.OPEN) {
            post(channel, contentError, Intake.COMMAND_COST);
        }
    }

    /** Whether the client is allowed to send more than handshake methods, and still heard. */
    public boolean open() {
        return state == State.OPEN;
    }

    /** Whether the connection is on its way down, and what the client sends is not looked at any more. */
    public boolean ending() {
        return state == State.ENDING || state == State.CLOSING || state == State.CLOSED;
    }

    /** A publish has begun: from now on the publish gate matters to this connection. */
    public void publishBegun() {
        block.publishBegun();
    }

    private static void requireChannelMethod(int channel, Method method) throws ConnectionException {
        if (method.classId() == 10) {
            throw new ConnectionException(
                    ReplyCode.COMMAND_INVALID,
                    "method of class connection on channel " + channel,
                    method.classId(),
                    method.methodId());
        }
    }

    private void receiveOnChannelZero(Method method) throws ConnectionException {
        if (method instanceof ConnectionCloseOk && state == State.CLOSING) {
            closeNow();
        } else if (method instanceof ConnectionClose) {
            closedByClient();
        } else if (state == State.HANDSHAKE) {
            handshake.receive(method);
        } else if (state == State.OPEN && method instanceof ConnectionUpdateSecret update && user != null) {
            updateSecret(update, user);
        } else if (state == State.OPEN) {
            throw unexpected(method);
        }
    }

    private void updateSecret(ConnectionUpdateSecret update, AuthenticatedUser authenticated) {
        services.logins().execute(() -> {
            boolean renewed = services.authenticator()
                    .renew(authenticated, update.newSecret(), transport.peer().getAddress());
            transport.execute(() -> secretChecked(update, renewed));
        });
    }

    private void secretChecked(ConnectionUpdateSecret update, boolean renewed) {
        if (state != State.OPEN) {
            return;
        }
        if (renewed) {
            transport.write(new ConnectionUpdateSecretOk());
        } else {
            fail(new ConnectionException(
                    ReplyCode.NOT_ALLOWED,
                    "New secret was refused by one of the backends",
                    update.classId(),
                    update.methodId()));
        }
    }

    static ConnectionException unexpected(Method method) {
        ReplyCode code = method.classId() == 10 ? ReplyCode.COMMAND_INVALID : ReplyCode.CHANNEL_ERROR;
        return new ConnectionException(
                code,
                "unexpected method " + method.getClass().getSimpleName() + " on channel 0",
                method.classId(),
                method.methodId());
    }

    private void post(int channel, Object command, int cost) {
        Session open = session;
        if (open != null) {
            intake.post(open, channel, command, cost);
        }
    }

    /** Everything that one read of the socket has brought was received. */
    public void endOfRead() {
        intake.endOfRead();
    }

    /** The client was authenticated. */
    void authenticated(AuthenticatedUser authenticatedUser) {
        user = authenticatedUser;
    }

    /** The client wants to use a virtual host (AMQP 0-9-1 §1.4.2.7). */
    void open(ConnectionOpen method, AuthenticatedUser authenticatedUser) throws ConnectionException {
        session = opening.open(method, authenticatedUser);
        state = State.OPEN;
        transport.write(new ConnectionOpenOk());
        LOGGER.log(
                Level.INFO,
                "{0}: user {1} has opened vhost {2}",
                name,
                LogText.of(authenticatedUser.name()),
                LogText.of(method.virtualHost()));
    }

    /** The publish gate has changed; any thread. */
    public void gateChanged() {
        transport.execute(block::apply);
    }

    /** The client has become writable again after its deliveries had to wait; any thread. */
    public void writableAgain() {
        Session open = session;
        if (open != null) {
            open.virtualHost().loop().execute(open::writableAgain);
        }
    }

    private void closedByClient() {
        if (state == State.CLOSING || state == State.CLOSED) {
            transport.write(new ConnectionCloseOk());
            return;
        }
        Session open = session;
        state = State.ENDING;
        if (open == null) {
            transport.write(new ConnectionCloseOk());
            closeNow();
            return;
        }
        intake.flush();
        open.virtualHost().loop().execute(() -> {
            open.end();
            transport.execute(() -> {
                transport.write(new ConnectionCloseOk());
                closeNow();
            });
        });
    }

    /** Closes the connection with an error (AMQP 0-9-1 §1.4.2.9): tells the client and waits for its {@code close-ok}, but not for ever. */
    public void fail(AmqpException error) {
        if (state != State.HANDSHAKE && state != State.OPEN) {
            return;
        }
        String text = error.replyCode().code() + " " + error.replyText();
        if (error.replyCode() == ReplyCode.CONNECTION_FORCED) {
            LOGGER.log(Level.INFO, "{0}: closing with {1}", name, LogText.of(text));
        } else {
            services.faults().warn(name, "closing with " + text);
        }
        intake.flush();
        state = State.CLOSING;
        transport.write(
                new ConnectionClose(error.replyCode().code(), error.replyText(), error.classId(), error.methodId()));
        for (Transport.Pause reason : Transport.Pause.values()) {
            transport.resumeReading(reason);
        }
        endSession();
        transport.schedule(services.settings().closeTimeout(), this::closeNow);
    }

    /** Closes the connection for an operator or a shutdown, with 320; any thread. */
    public void forceClose(String reason) {
        transport.execute(() -> fail(new ConnectionException(ReplyCode.CONNECTION_FORCED, reason)));
    }

    private void closeNow() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            transport.close();
        }
    }

    /** The socket is closed, for whatever reason. */
    public void disconnected() {
        boolean abrupt = state == State.OPEN;
        state = State.CLOSED;
        leaveRegistry();
        intake.flush();
        endSession();
        if (abrupt) {
            services.faults().warn(name, "the client has closed the socket without connection.close");
        }
    }

    private void leaveRegistry() {
        Session opened = session;
        AuthenticatedUser admitted = user;
        if (opened != null && admitted != null) {
            services.registry()
                    .remove(this, admitted.name(), opened.virtualHost().name());
        }
    }

    private void endSession() {
        Session open = session;
        if (open != null) {
            open.virtualHost().loop().execute(open::end);
        }
    }
}
