package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.consume} starts a consumer (client → server; AMQP 0-9-1 §1.8.3.3).
 *
 * @param queue name of the queue; empty means the one that was last declared on the channel
 * @param consumerTag tag of the consumer; empty asks the server for one
 * @param noLocal whether not to deliver what this connection published
 * @param noAck whether deliveries count as acknowledged
 * @param exclusive whether to be the only consumer of the queue
 * @param noWait whether the server is not to answer
 * @param arguments further arguments, such as {@code x-priority}
 */
public record BasicConsume(
        String queue,
        String consumerTag,
        boolean noLocal,
        boolean noAck,
        boolean exclusive,
        boolean noWait,
        FieldTable arguments)
        implements Method {
    /** Class 60, method 20. */
    public static final int ID = 60 << 16 | 20;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicConsume read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new BasicConsume(in.shortString(), in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.table());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(queue);
        out.shortString(consumerTag);
        out.bit(noLocal);
        out.bit(noAck);
        out.bit(exclusive);
        out.bit(noWait);
        out.table(arguments);
    }
}
