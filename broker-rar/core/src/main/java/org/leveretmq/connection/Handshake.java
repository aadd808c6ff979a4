package org.leveretmq.connection;

import java.nio.charset.StandardCharsets;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.security.AuthenticationResult;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.method.ConnectionOpen;
import org.leveretmq.wire.method.ConnectionStart;
import org.leveretmq.wire.method.ConnectionStartOk;
import org.leveretmq.wire.method.ConnectionTune;
import org.leveretmq.wire.method.ConnectionTuneOk;
import org.leveretmq.wire.method.Method;

/**
 * From the protocol header to {@code connection.open} (AMQP 0-9-1 §2.2.4).
 *
 * <p>The steps are {@link Step}s: each expects one method and leads to the next. Confined to the event loop of the connection.
 */
public final class Handshake {
    /** What the client has to send next. */
    private sealed interface Step {
        /** {@code connection.start-ok}. */
        record StartOk() implements Step {}

        /** Nothing: the credentials are being checked. */
        record Authentication() implements Step {}

        /** {@code connection.tune-ok}. */
        record TuneOk(AuthenticatedUser user) implements Step {}

        /** {@code connection.open}. */
        record Open(AuthenticatedUser user) implements Step {}
    }

    private static final int MIN_FRAME_MAX = 4096;

    private final ClientConnection connection;
    private final ConnectionServices services;
    private final ConnectionSettings settings;
    private final Transport transport;
    private Step step = new Step.StartOk();
    private volatile FieldTable clientProperties = FieldTable.EMPTY;
    private volatile String mechanism = "";
    private volatile int frameMaxBytes;
    private volatile int channelMax;
    private volatile int heartbeatSeconds;

    Handshake(ClientConnection connection, ConnectionServices services, Transport transport) {
        this.connection = connection;
        this.services = services;
        this.settings = services.settings();
        this.transport = transport;
    }

    /** What the client says of itself. */
    public FieldTable clientProperties() {
        return clientProperties;
    }

    /** The SASL mechanism that the client has chosen, empty before. */
    public String mechanism() {
        return mechanism;
    }

    /** The negotiated frame size. */
    public int frameMaxBytes() {
        return frameMaxBytes;
    }

    /** The negotiated highest channel number. */
    public int channelMax() {
        return channelMax;
    }

    /** The negotiated heartbeat interval, 0 for none. */
    public int heartbeatSeconds() {
        return heartbeatSeconds;
    }

    void start() {
        String mechanisms = String.join(" ", services.authenticator().mechanisms(transport.loginPeer()));
        transport.write(new ConnectionStart(0, 9, ServerProperties.of(settings), mechanisms, "en_US"));
    }

    void receive(Method method) throws ConnectionException {
        if (step instanceof Step.StartOk && method instanceof ConnectionStartOk startOk) {
            authenticate(startOk);
        } else if (step instanceof Step.TuneOk tune && method instanceof ConnectionTuneOk tuneOk) {
            tuned(tuneOk, tune.user());
        } else if (step instanceof Step.Open open && method instanceof ConnectionOpen connectionOpen) {
            connection.open(connectionOpen, open.user());
        } else {
            throw ClientConnection.unexpected(method);
        }
    }

    private void authenticate(ConnectionStartOk method) {
        clientProperties = method.clientProperties();
        mechanism = method.mechanism();
        step = new Step.Authentication();
        transport.pauseReading(Transport.Pause.AUTHENTICATION);
        services.logins().execute(() -> {
            if (connection.ending()) {
                return; // Gone while others were being authenticated: no need to hash for it.
            }
            AuthenticationResult result =
                    services.authenticator().authenticate(method.mechanism(), method.response(), transport.loginPeer());
            transport.execute(() -> authenticated(method.mechanism(), result));
        });
    }

    private void authenticated(String mechanism, AuthenticationResult result) {
        if (!(step instanceof Step.Authentication)) {
            return;
        }
        transport.resumeReading(Transport.Pause.AUTHENTICATION);
        if (result instanceof AuthenticationResult.Success success) {
            step = new Step.TuneOk(success.user());
            connection.authenticated(success.user());
            transport.write(
                    new ConnectionTune(settings.channelMax(), settings.frameMaxBytes(), settings.heartbeatSeconds()));
        } else {
            refuse(mechanism, result);
        }
    }

    /** With the capability, the client is told why; without it, it expects the socket to close (RabbitMQ's extension). */
    private void refuse(String mechanism, AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Refused refused) {
            services.faults().warn(connection.name(), "login refused: " + refused.reason());
        }
        if (ServerProperties.announces(clientProperties, "authentication_failure_close")) {
            connection.fail(new ConnectionException(
                    ReplyCode.ACCESS_REFUSED,
                    "Login was refused using authentication mechanism " + printable(mechanism)
                            + ". For details see the broker logfile."));
        } else {
            transport.close();
        }
    }

    private static String printable(String mechanism) {
        byte[] bytes = mechanism.getBytes(StandardCharsets.US_ASCII);
        return new String(bytes, 0, Math.min(bytes.length, 40), StandardCharsets.US_ASCII)
                .replaceAll("[^A-Za-z0-9_-]", "?");
    }

    private void tuned(ConnectionTuneOk method, AuthenticatedUser user) throws ConnectionException {
        requireNegotiated(method, "frame_max", MIN_FRAME_MAX, settings.frameMaxBytes(), method.frameMax());
        requireNegotiated(method, "channel_max", 1, settings.channelMax(), method.channelMax());
        frameMaxBytes = (int) method.frameMax();
        channelMax = method.channelMax();
        heartbeatSeconds = method.heartbeat();
        transport.frameMax(frameMaxBytes);
        transport.startHeartbeats(heartbeatSeconds);
        step = new Step.Open(user);
    }

    /** The client may lower what the server has proposed, and 0 stands for no limit, which is higher. */
    private static void requireNegotiated(Method method, String field, long min, long max, long value)
            throws ConnectionException {
        if (value != 0 && value < min) {
            throw negotiationFailed(method, field, value, "lower", "minimum", min);
        }
        if (value == 0 || value > max) {
            throw negotiationFailed(method, field, value, "higher", "maximum", max);
        }
    }

    private static ConnectionException negotiationFailed(
            Method method, String field, long value, String relation, String bound, long limit) {
        String noLimit = value == 0 ? " (no limit)" : "";
        return new ConnectionException(
                ReplyCode.NOT_ALLOWED,
                "negotiated " + field + " = " + value + noLimit + " is " + relation + " than the " + bound
                        + " allowed value (" + limit + ")",
                method.classId(),
                method.methodId());
    }
}
