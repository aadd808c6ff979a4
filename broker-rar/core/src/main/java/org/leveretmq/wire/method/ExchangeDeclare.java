package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code exchange.declare} creates an exchange, or checks the one there is (client → server; AMQP 0-9-1 §1.6.2.1).
 *
 * @param exchange name of the exchange
 * @param type type of the exchange, such as {@code direct}
 * @param passive whether only to check that it exists
 * @param durable whether it survives a restart
 * @param autoDelete whether it goes when its last binding goes
 * @param internal whether clients cannot publish to it
 * @param noWait whether the server is not to answer
 * @param arguments further arguments, such as {@code alternate-exchange}
 */
public record ExchangeDeclare(
        String exchange,
        String type,
        boolean passive,
        boolean durable,
        boolean autoDelete,
        boolean internal,
        boolean noWait,
        FieldTable arguments)
        implements Method {
    /** Class 40, method 10. */
    public static final int ID = 40 << 16 | 10;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ExchangeDeclare read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new ExchangeDeclare(
                in.shortString(), in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.bit(), in.table());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(exchange);
        out.shortString(type);
        out.bit(passive);
        out.bit(durable);
        out.bit(autoDelete);
        out.bit(internal);
        out.bit(noWait);
        out.table(arguments);
    }
}
