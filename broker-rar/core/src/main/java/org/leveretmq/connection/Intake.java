package org.leveretmq.connection;

import org.jspecify.annotations.Nullable;

/**
 * The way of what was read to the virtual host's loop: one task for each read of the socket, and no more reading while the loop has too much of this
 * connection before it. Confined to the event loop of the socket, but for {@link #handled}.
 */
final class Intake {
    /** Commands count this much in back-pressure, besides their bodies. */
    static final int COMMAND_COST = 64;

    /** Reading stops while the virtual host has this much of it before it, and goes on at half of it. */
    private static final long MAX_BACKLOG_COST = 4L << 20;

    private final Transport transport;
    private @Nullable Burst burst;
    private long postedCost;
    private volatile long handledCost;
    private volatile boolean backlogged;

    Intake(Transport transport) {
        this.transport = transport;
    }

    /** Passes a command on to a session; it leaves with others when the read ends, or when they are many. */
    void post(Session session, int channel, Object command, int cost) {
        Burst current = burst;
        if (current == null) {
            current = new Burst(session);
            burst = current;
        }
        current.add(channel, command, cost);
        postedCost += cost;
        if (current.full()) {
            flush();
        }
    }

    /** What was posted so far leaves. */
    void flush() {
        Burst current = burst;
        if (current != null) {
            burst = null;
            current.session().virtualHost().loop().execute(current);
        }
    }

    /** Everything that one read of the socket has brought was received. */
    void endOfRead() {
        if (burst == null) {
            return;
        }
        flush();
        if (postedCost - handledCost > MAX_BACKLOG_COST) {
            backlogged = true;
            transport.pauseReading(Transport.Pause.BACKLOG);
            resumeIfCaughtUp();
        }
    }

    /** On the loop: the session has handled so much of what was posted. */
    void handled(long totalCost) {
        handledCost = totalCost;
        if (backlogged) {
            transport.execute(this::resumeIfCaughtUp);
        }
    }

    private void resumeIfCaughtUp() {
        if (backlogged && postedCost - handledCost < MAX_BACKLOG_COST / 2) {
            backlogged = false;
            transport.resumeReading(Transport.Pause.BACKLOG);
        }
    }
}
