package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code access.request-ok} grants an access ticket (server → client; AMQP 0-8, kept by RabbitMQ).
 *
 * @param ticket the ticket, without a meaning nowadays
 */
public record AccessRequestOk(int ticket) implements Method {
    /** Class 30, method 11. */
    public static final int ID = 30 << 16 | 11;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static AccessRequestOk read(MethodReader in) throws ConnectionException {
        return new AccessRequestOk(in.shortInt());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(ticket);
    }
}
