package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.qos} limits what may be unacknowledged (client → server; AMQP 0-9-1 §1.8.3.1).
 *
 * @param prefetchSize limit in bytes, 0 for none
 * @param prefetchCount limit in messages, 0 for none
 * @param global whether the limit is for the channel and not for each new consumer
 */
public record BasicQos(long prefetchSize, int prefetchCount, boolean global) implements Method {
    /** Class 60, method 10. */
    public static final int ID = 60 << 16 | 10;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicQos read(MethodReader in) throws ConnectionException {
        return new BasicQos(in.longInt(), in.shortInt(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longInt(prefetchSize);
        out.shortInt(prefetchCount);
        out.bit(global);
    }
}
