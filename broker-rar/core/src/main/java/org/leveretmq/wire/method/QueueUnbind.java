package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.unbind} removes a binding of a queue; has no {@code no-wait} (client → server; AMQP 0-9-1 §1.7.2.5).
 *
 * @param queue name of the queue; empty means the one that was last declared on the channel
 * @param exchange name of the exchange
 * @param routingKey routing key
 * @param arguments further arguments of the binding
 */
public record QueueUnbind(String queue, String exchange, String routingKey, FieldTable arguments) implements Method {
    /** Class 50, method 50. */
    public static final int ID = 50 << 16 | 50;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueueUnbind read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new QueueUnbind(in.shortString(), in.shortString(), in.shortString(), in.table());
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
        out.table(arguments);
    }
}
