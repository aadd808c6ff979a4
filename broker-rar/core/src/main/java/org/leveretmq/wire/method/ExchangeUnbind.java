package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code exchange.unbind} removes a binding between exchanges (client → server; RabbitMQ extension).
 *
 * @param destination name of the exchange that receives messages
 * @param source name of the exchange that they come from
 * @param routingKey routing key
 * @param noWait whether the server is not to answer
 * @param arguments further arguments of the binding
 */
public record ExchangeUnbind(String destination, String source, String routingKey, boolean noWait, FieldTable arguments)
        implements Method {
    /** Class 40, method 40. */
    public static final int ID = 40 << 16 | 40;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ExchangeUnbind read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new ExchangeUnbind(in.shortString(), in.shortString(), in.shortString(), in.bit(), in.table());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(destination);
        out.shortString(source);
        out.shortString(routingKey);
        out.bit(noWait);
        out.table(arguments);
    }
}
