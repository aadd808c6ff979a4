package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code exchange.delete} deletes an exchange (client → server; AMQP 0-9-1 §1.6.2.3).
 *
 * @param exchange name of the exchange
 * @param ifUnused whether only if it has no bindings
 * @param noWait whether the server is not to answer
 */
public record ExchangeDelete(String exchange, boolean ifUnused, boolean noWait) implements Method {
    /** Class 40, method 20. */
    public static final int ID = 40 << 16 | 20;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ExchangeDelete read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new ExchangeDelete(in.shortString(), in.bit(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(exchange);
        out.bit(ifUnused);
        out.bit(noWait);
    }
}
