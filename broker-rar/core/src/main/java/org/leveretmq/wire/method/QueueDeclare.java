package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.declare} creates a queue, or checks the one there is (client → server; AMQP 0-9-1 §1.7.2.1).
 *
 * @param queue name of the queue; empty asks the server for a name
 * @param passive whether only to check that it exists
 * @param durable whether it survives a restart
 * @param exclusive whether it belongs to this connection and goes with it
 * @param autoDelete whether it goes when its last consumer goes
 * @param noWait whether the server is not to answer
 * @param arguments further arguments, such as {@code x-message-ttl}
 */
public record QueueDeclare(
        String queue,
        boolean passive,
        boolean durable,
        boolean exclusive,
        boolean autoDelete,
        boolean noWait,
        FieldTable arguments)
        implements Method {
    /** Class 50, method 10. */
    public static final int ID = 50 << 16 | 10;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueueDeclare read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new QueueDeclare(in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.bit(), in.table());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(queue);
        out.bit(passive);
        out.bit(durable);
        out.bit(exclusive);
        out.bit(autoDelete);
        out.bit(noWait);
        out.table(arguments);
    }
}
