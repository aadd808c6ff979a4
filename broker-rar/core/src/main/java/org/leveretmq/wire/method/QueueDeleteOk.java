package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.delete-ok} tells that the queue is gone (server → client; AMQP 0-9-1 §1.7.2.10).
 *
 * @param messageCount messages deleted with it
 */
public record QueueDeleteOk(int messageCount) implements Method {
    /** Class 50, method 41. */
    public static final int ID = 50 << 16 | 41;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueueDeleteOk read(MethodReader in) throws ConnectionException {
        return new QueueDeleteOk(in.count());
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
