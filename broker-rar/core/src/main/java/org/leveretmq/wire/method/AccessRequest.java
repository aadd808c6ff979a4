package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code access.request} asks for an access ticket, as clients of AMQP 0-8 do (client → server; AMQP 0-8, kept by RabbitMQ).
 *
 * @param realm name of the realm
 * @param exclusive whether exclusive access is asked for
 * @param passive whether passive access is asked for
 * @param active whether active access is asked for
 * @param write whether write access is asked for
 * @param read whether read access is asked for
 */
public record AccessRequest(
        String realm, boolean exclusive, boolean passive, boolean active, boolean write, boolean read)
        implements Method {
    /** Class 30, method 10. */
    public static final int ID = 30 << 16 | 10;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static AccessRequest read(MethodReader in) throws ConnectionException {
        return new AccessRequest(in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString(realm);
        out.bit(exclusive);
        out.bit(passive);
        out.bit(active);
        out.bit(write);
        out.bit(read);
    }
}
