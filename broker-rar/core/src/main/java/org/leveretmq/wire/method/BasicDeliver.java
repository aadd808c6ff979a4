package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code basic.deliver} delivers a message to a consumer (server → client; AMQP 0-9-1 §1.8.3.9).
 *
 * @param consumerTag tag of the consumer
 * @param deliveryTag tag of the delivery, unique on its channel
 * @param redelivered whether it may have been delivered before
 * @param exchange name of the exchange, empty for the default exchange
 * @param routingKey routing key
 */
public record BasicDeliver(
        String consumerTag, long deliveryTag, boolean redelivered, String exchange, String routingKey)
        implements Method {
    /** Class 60, method 60. */
    public static final int ID = 60 << 16 | 60;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicDeliver read(MethodReader in) throws ConnectionException {
        return new BasicDeliver(in.shortString(), in.longLong(), in.bit(), in.shortString(), in.shortString());
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
        out.shortString(consumerTag);
        out.longLong(deliveryTag);
        out.bit(redelivered);
        out.shortString(exchange);
        out.shortString(routingKey);
    }
}
