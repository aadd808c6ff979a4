package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.cancel-ok} tells that the consumer is ended (either way; AMQP 0-9-1 §1.8.3.6).
 *
 * @param consumerTag tag of the consumer
 */
public record BasicCancelOk(String consumerTag) implements Method {
    /** Class 60, method 31. */
    public static final int ID = 60 << 16 | 31;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicCancelOk read(MethodReader in) throws ConnectionException {
        return new BasicCancelOk(in.shortString());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString(consumerTag);
    }
}
