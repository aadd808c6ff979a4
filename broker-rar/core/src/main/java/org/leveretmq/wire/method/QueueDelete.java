package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.delete} deletes a queue (client → server; AMQP 0-9-1 §1.7.2.9).
 *
 * @param queue name of the queue; empty means the one that was last declared on the channel
 * @param ifUnused whether only if it has no consumers
 * @param ifEmpty whether only if it has no messages
 * @param noWait whether the server is not to answer
 */
public record QueueDelete(String queue, boolean ifUnused, boolean ifEmpty, boolean noWait) implements Method {
    /** Class 50, method 40. */
    public static final int ID = 50 << 16 | 40;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueueDelete read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new QueueDelete(in.shortString(), in.bit(), in.bit(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(queue);
        out.bit(ifUnused);
        out.bit(ifEmpty);
        out.bit(noWait);
    }
}
