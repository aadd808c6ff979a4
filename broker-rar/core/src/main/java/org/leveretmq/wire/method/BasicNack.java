package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.nack} refuses deliveries, or published messages (client → server, and server → client as a confirm; RabbitMQ
 * extension).
 *
 * @param deliveryTag tag of the delivery, or sequence number of the publish
 * @param multiple whether all up to the tag; with tag 0 all there are
 * @param requeue whether to put them back into the queue
 */
public record BasicNack(long deliveryTag, boolean multiple, boolean requeue) implements Method {
    /** Class 60, method 120. */
    public static final int ID = 60 << 16 | 120;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicNack read(MethodReader in) throws ConnectionException {
        return new BasicNack(in.longLong(), in.bit(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longLong(deliveryTag);
        out.bit(multiple);
        out.bit(requeue);
    }
}
