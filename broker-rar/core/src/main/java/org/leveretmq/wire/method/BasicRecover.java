package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.recover} asks to redeliver what is unacknowledged (client → server; AMQP 0-9-1 §1.8.3.16).
 *
 * @param requeue whether any consumer may get it, and not just the one that had it
 */
public record BasicRecover(boolean requeue) implements Method {
    /** Class 60, method 110. */
    public static final int ID = 60 << 16 | 110;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicRecover read(MethodReader in) throws ConnectionException {
        return new BasicRecover(in.bit());
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
