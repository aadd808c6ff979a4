package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code queue.declare-ok} tells that the queue exists (server → client; AMQP 0-9-1 §1.7.2.2).
 *
 * @param queue name of the queue
 * @param messageCount messages ready for delivery
 * @param consumerCount consumers
 */
public record QueueDeclareOk(String queue, int messageCount, int consumerCount) implements Method {
    /** Class 50, method 11. */
    public static final int ID = 50 << 16 | 11;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static QueueDeclareOk read(MethodReader in) throws ConnectionException {
        return new QueueDeclareOk(in.shortString(), in.count(), in.count());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString(queue);
        out.longInt(messageCount);
        out.longInt(consumerCount);
    }
}
