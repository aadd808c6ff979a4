package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.bind} binds a queue to an exchange (client → server; AMQP 0-9-1 §1.7.2.3).
 *
 * @param queue name of the queue; empty means the one that was last declared on the channel
 * @param exchange name of the exchange
 * @param routingKey routing key
 * @param noWait whether the server is not to answer
 * @param arguments further arguments of the binding
 */
public record QueueBind(String queue, String exchange, String routingKey, boolean noWait, FieldTable arguments)
        implements Method {
    /** Class 50, method 20. */
    public static final int ID = 50 << 16 | 20;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueueBind read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new QueueBind(in.shortString(), in.shortString(), in.shortString(), in.bit(), in.table());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(queue);
        out.shortString(exchange);
        out.shortString(routingKey);
        out.bit(noWait);
        out.table(arguments);
    }
}
