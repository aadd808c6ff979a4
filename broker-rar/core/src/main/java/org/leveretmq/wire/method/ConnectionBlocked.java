package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.blocked} tells that the server stops reading from publishing connections (server → client; RabbitMQ
 * extension).
 *
 * @param reason text for people
 */
public record ConnectionBlocked(String reason) implements Method {
    /** Class 10, method 60. */
    public static final int ID = 10 << 16 | 60;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionBlocked read(MethodReader in) throws ConnectionException {
        return new ConnectionBlocked(in.shortString());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString(reason);
    }
}
