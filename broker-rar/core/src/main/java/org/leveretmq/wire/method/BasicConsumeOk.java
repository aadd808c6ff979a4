package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.consume-ok} tells that the consumer is started (server → client; AMQP 0-9-1 §1.8.3.4).
 *
 * @param consumerTag tag of the consumer
 */
public record BasicConsumeOk(String consumerTag) implements Method {
    /** Class 60, method 21. */
    public static final int ID = 60 << 16 | 21;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicConsumeOk read(MethodReader in) throws ConnectionException {
        return new BasicConsumeOk(in.shortString());
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
