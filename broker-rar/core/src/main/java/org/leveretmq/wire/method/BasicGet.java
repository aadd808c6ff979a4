package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.get} asks for one message (client → server; AMQP 0-9-1 §1.8.3.10).
 *
 * @param queue name of the queue; empty means the one that was last declared on the channel
 * @param noAck whether the delivery counts as acknowledged
 */
public record BasicGet(String queue, boolean noAck) implements Method {
    /** Class 60, method 70. */
    public static final int ID = 60 << 16 | 70;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicGet read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new BasicGet(in.shortString(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(queue);
        out.bit(noAck);
    }
}
