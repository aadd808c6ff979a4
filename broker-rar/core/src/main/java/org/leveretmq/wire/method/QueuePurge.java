package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.purge} drops the ready messages of a queue (client → server; AMQP 0-9-1 §1.7.2.7).
 *
 * @param queue name of the queue; empty means the one that was last declared on the channel
 * @param noWait whether the server is not to answer
 */
public record QueuePurge(String queue, boolean noWait) implements Method {
    /** Class 50, method 30. */
    public static final int ID = 50 << 16 | 30;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueuePurge read(MethodReader in) throws ConnectionException {
        in.shortInt();
        return new QueuePurge(in.shortString(), in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(0);
        out.shortString(queue);
        out.bit(noWait);
    }
}
