package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.open} opens a virtual host (client → server; AMQP 0-9-1 §1.4.2.7).
 *
 * @param virtualHost name of the virtual host
 */
public record ConnectionOpen(String virtualHost) implements Method {
    /** Class 10, method 40. */
    public static final int ID = 10 << 16 | 40;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionOpen read(MethodReader in) throws ConnectionException {
        ConnectionOpen method = new ConnectionOpen(in.shortString());
        in.shortString();
        in.bit();
        return method;
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString(virtualHost);
        out.shortString("");
        out.bit(false);
    }
}
