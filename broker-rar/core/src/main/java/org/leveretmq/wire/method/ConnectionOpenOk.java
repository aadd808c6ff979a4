package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.open-ok} tells that the virtual host is open (server → client; AMQP 0-9-1 §1.4.2.8). */
public record ConnectionOpenOk() implements Method {
    /** Class 10, method 41. */
    public static final int ID = 10 << 16 | 41;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionOpenOk read(MethodReader in) throws ConnectionException {
        in.shortString();
        return new ConnectionOpenOk();
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString("");
    }
}
