package org.leveretmq.connection;

import org.leveretmq.durability.PublishGate;
import org.leveretmq.wire.method.ConnectionBlocked;
import org.leveretmq.wire.method.ConnectionUnblocked;

/**
 * Stops a connection that publishes while the publish gate is closed: it is not read, and its client is told if it can be. Confined to the event loop
 * of its socket, but for {@link #on}.
 */
final class PublishBlock {
    private final ClientConnection connection;
    private final PublishGate gate;
    private final Transport transport;
    private boolean publishing;
    private volatile boolean on;

    PublishBlock(ClientConnection connection, PublishGate gate, Transport transport) {
        this.connection = connection;
        this.gate = gate;
        this.transport = transport;
    }

    /** Whether the connection is stopped; any thread. */
    boolean on() {
        return on;
    }

    /** From now on the gate matters to the connection. */
    void publishBegun() {
        if (!publishing) {
            publishing = true;
            apply();
        }
    }

    /** The gate has changed, or the connection has. */
    void apply() {
        boolean wanted = publishing && gate.closed() && connection.open();
        if (wanted == on) {
            return;
        }
        on = wanted;
        boolean notify = ServerProperties.announces(connection.handshake().clientProperties(), "connection.blocked");
        if (wanted) {
            transport.pauseReading(Transport.Pause.PUBLISH_GATE);
            if (notify) {
                String reason =
                        gate.reasons().isEmpty() ? "" : gate.reasons().get(0).text();
                transport.write(new ConnectionBlocked(reason));
            }
        } else {
            transport.resumeReading(Transport.Pause.PUBLISH_GATE);
            if (notify && connection.open()) {
                transport.write(new ConnectionUnblocked());
            }
        }
    }
}
