package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.publish} publishes a message (client → server; AMQP 0-9-1 §1.8.3.7).
 *
 * @param exchange name of the exchange, empty for the default exchange
 * @param routingKey routing key
 * @param mandatory whether to return the message if no queue gets it
 * @param immediate whether to return it if no consumer can take it
 */
public record BasicPublish(String exchange, String routingKey, boolean mandatory, boolean immediate) implements Method {
    /** Class 60, method 40. */
    public static final int ID = 60 << 16 | 40;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicPublish read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new BasicPublish(in.shortString(), in.shortString(), in.bit(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public boolean hasContent() {
        return true;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(exchange);
        out.shortString(routingKey);
        out.bit(mandatory);
        out.bit(immediate);
    }
}
