package org.leveretmq.connection;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leveretmq.channel.Outbound;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.security.LoginPeer;
import org.leveretmq.tls.TlsPeer;
import org.leveretmq.wire.method.Method;

/** The socket of a connection. Confined to its event loop, but for {@link #execute} and the addresses. */
public interface Transport {
    /** Why nothing is read from the socket for the time being. */
    enum Pause {
        /** The user is being authenticated. */
        AUTHENTICATION,
        /** Publishers have to wait. */
        PUBLISH_GATE,
        /** The virtual host is behind with what was read. */
        BACKLOG,
        /** The client does not read what it is sent. */
        UNREAD_ANSWERS
    }

    /** The client's address. */
    InetSocketAddress peer();

    /** The address that the client has connected to. */
    InetSocketAddress local();

    /** What the TLS handshake has agreed on; null without TLS, and before the handshake is done. Any thread. */
    @Nullable
    TlsPeer tls();

    /** Where the client logs in from. Any thread. */
    default LoginPeer loginPeer() {
        TlsPeer secured = tls();
        return new LoginPeer(peer().getAddress(), secured == null ? null : secured.certificate());
    }

    /** Makes the queue into which this virtual host's loop will put what is for the client; called once, after {@link #frameMax}. */
    Outbound openOutbound(SerialLoop loop);

    /** Sends a method on channel 0, after everything that was sent before. */
    void write(Method method);

    /** Closes the socket when everything is written, or at once if the client takes nothing. */
    void close();

    /** Frames may have up to this many bytes from now on (AMQP 0-9-1 §4.2.3). */
    void frameMax(int bytes);

    /** Begins to send heartbeats and to miss the client's (AMQP 0-9-1 §4.2.7); 0 seconds for none. */
    void startHeartbeats(int seconds);

    /** Stops reading for one more reason. */
    void pauseReading(Pause reason);

    /** A reason not to read is gone; reading goes on with the last one. */
    void resumeReading(Pause reason);

    /** Runs a task on the event loop; any thread. */
    void execute(Runnable task);

    /** Runs a task on the event loop after a delay, unless the socket is closed by then. */
    void schedule(Duration delay, Runnable task);

    /** Bytes read from the socket; any thread. */
    long receivedBytes();

    /** Bytes written to the socket; any thread. */
    long sentBytes();
}
