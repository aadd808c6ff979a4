package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.cancel} ends a consumer; from the server: its queue is gone (either way; AMQP 0-9-1 §1.8.3.5).
 *
 * @param consumerTag tag of the consumer
 * @param noWait whether the peer is not to answer
 */
public record BasicCancel(String consumerTag, boolean noWait) implements Method {
    /** Class 60, method 30. */
    public static final int ID = 60 << 16 | 30;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicCancel read(MethodReader in) throws ConnectionException {
        return new BasicCancel(in.shortString(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString(consumerTag);
        out.bit(noWait);
    }
}
