package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code confirm.select} puts the channel into confirm mode (client → server; RabbitMQ extension).
 *
 * @param noWait whether the server is not to answer
 */
public record ConfirmSelect(boolean noWait) implements Method {
    /** Class 85, method 10. */
    public static final int ID = 85 << 16 | 10;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConfirmSelect read(MethodReader in) throws ConnectionException {
        return new ConfirmSelect(in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.bit(noWait);
    }
}
