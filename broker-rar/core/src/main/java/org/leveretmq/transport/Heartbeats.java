package org.leveretmq.transport;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a heartbeat when nothing else was sent for half the interval, and reports a client that was silent for twice the interval
 * (AMQP 0-9-1 §4.2.7). Any traffic counts. One timer a connection, whatever the traffic. Confined to the event loop.
 */
final class Heartbeats {
    /** What heartbeats need of the socket. */
    interface Socket {
        void sendHeartbeat();

        void heartbeatsMissed(int seconds);

        /** Whether the broker itself does not read for the time being, so that silence means nothing. */
        boolean readingPaused();
    }

    private final Socket socket;
    private long lastReadNanos = System.nanoTime();
    private long lastWriteNanos = lastReadNanos;
    private @Nullable Future<?> timer;

    Heartbeats(Socket socket) {
        this.socket = socket;
    }

    void read() {
        lastReadNanos = System.nanoTime();
    }

    void written() {
        lastWriteNanos = System.nanoTime();
    }

    void start(ChannelHandlerContext context, int seconds) {
        stop();
        if (seconds > 0) {
            lastReadNanos = System.nanoTime();
            long halfMillis = TimeUnit.SECONDS.toMillis(seconds) / 2;
            timer = context.executor()
                    .scheduleAtFixedRate(() -> tick(seconds), halfMillis, halfMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void tick(int seconds) {
        long now = System.nanoTime();
        long intervalNanos = TimeUnit.SECONDS.toNanos(seconds);
        if (socket.readingPaused()) {
            lastReadNanos = now;
        }
        if (now - lastReadNanos >= 2 * intervalNanos) {
            stop();
            socket.heartbeatsMissed(seconds);
        } else if (now - lastWriteNanos >= intervalNanos / 4) {
            socket.sendHeartbeat();
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
