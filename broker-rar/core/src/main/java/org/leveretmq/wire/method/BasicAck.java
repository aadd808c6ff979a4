package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.ack} acknowledges deliveries, or published messages (client → server, and server → client as a confirm; AMQP
 * 0-9-1 §1.8.3.13).
 *
 * @param deliveryTag tag of the delivery, or sequence number of the publish
 * @param multiple whether all up to the tag; with tag 0 all there are
 */
public record BasicAck(long deliveryTag, boolean multiple) implements Method {
    /** Class 60, method 80. */
    public static final int ID = 60 << 16 | 80;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicAck read(MethodReader in) throws ConnectionException {
        return new BasicAck(in.longLong(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longLong(deliveryTag);
        out.bit(multiple);
    }
}
