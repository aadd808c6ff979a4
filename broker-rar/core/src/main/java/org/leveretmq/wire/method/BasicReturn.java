package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.return} gives a message back that could not be routed (server → client; AMQP 0-9-1 §1.8.3.8).
 *
 * @param replyCode reply code
 * @param replyText text for people
 * @param exchange name of the exchange, empty for the default exchange
 * @param routingKey routing key
 */
public record BasicReturn(int replyCode, String replyText, String exchange, String routingKey) implements Method {
    /** Class 60, method 50. */
    public static final int ID = 60 << 16 | 50;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicReturn read(MethodReader in) throws ConnectionException {
        return new BasicReturn(in.shortInt(), in.shortString(), in.shortString(), in.shortString());
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
        out.shortInt(replyCode);
        out.shortString(replyText);
        out.shortString(exchange);
        out.shortString(routingKey);
    }
}
