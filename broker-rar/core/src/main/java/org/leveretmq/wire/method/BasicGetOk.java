package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.get-ok} delivers the message asked for (server → client; AMQP 0-9-1 §1.8.3.11).
 *
 * @param deliveryTag tag of the delivery, unique on its channel
 * @param redelivered whether it may have been delivered before
 * @param exchange name of the exchange, empty for the default exchange
 * @param routingKey routing key
 * @param messageCount messages that are left in the queue
 */
public record BasicGetOk(long deliveryTag, boolean redelivered, String exchange, String routingKey, int messageCount)
        implements Method {
    /** Class 60, method 71. */
    public static final int ID = 60 << 16 | 71;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicGetOk read(MethodReader in) throws ConnectionException {
        return new BasicGetOk(in.longLong(), in.bit(), in.shortString(), in.shortString(), in.count());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public boolean hasContent() {
        return true;
    }

    @Override
    public void write(MethodWriter out) {
        out.longLong(deliveryTag);
        out.bit(redelivered);
        out.shortString(exchange);
        out.shortString(routingKey);
        out.longInt(messageCount);
    }
}
