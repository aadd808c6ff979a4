package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.purge-ok} tells that the queue is purged (server → client; AMQP 0-9-1 §1.7.2.8).
 *
 * @param messageCount messages dropped
 */
public record QueuePurgeOk(int messageCount) implements Method {
    /** Class 50, method 31. */
    public static final int ID = 50 << 16 | 31;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueuePurgeOk read(MethodReader in) throws ConnectionException {
        return new QueuePurgeOk(in.count());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longInt(messageCount);
    }
}
