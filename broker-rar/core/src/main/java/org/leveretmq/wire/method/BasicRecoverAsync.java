package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.recover-async} asks to redeliver what is unacknowledged, without an answer (client → server; AMQP 0-9-1
 * §1.8.3.15).
 *
 * @param requeue whether any consumer may get it, and not just the one that had it
 */
public record BasicRecoverAsync(boolean requeue) implements Method {
    /** Class 60, method 100. */
    public static final int ID = 60 << 16 | 100;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicRecoverAsync read(MethodReader in) throws ConnectionException {
        return new BasicRecoverAsync(in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.bit(requeue);
    }
}
