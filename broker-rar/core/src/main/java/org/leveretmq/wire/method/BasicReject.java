package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.reject} refuses a delivery (client → server; AMQP 0-9-1 §1.8.3.14).
 *
 * @param deliveryTag tag of the delivery, unique on its channel
 * @param requeue whether to put it back into the queue
 */
public record BasicReject(long deliveryTag, boolean requeue) implements Method {
    /** Class 60, method 90. */
    public static final int ID = 60 << 16 | 90;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicReject read(MethodReader in) throws ConnectionException {
        return new BasicReject(in.longLong(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longLong(deliveryTag);
        out.bit(requeue);
    }
}
