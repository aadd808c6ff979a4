package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.deliver}: the server delivers a message to a consumer (AMQP 0-9-1 §1.8.3.9). */
public record BasicDeliver(
        String consumerTag, long deliveryTag, boolean redelivered, String exchange, String routingKey)
        implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 60;

    static BasicDeliver read(MethodReader in) throws ConnectionException {
        return new BasicDeliver(
                in.readShortString(), in.readLongLong(), in.readBit(), in.readShortString(), in.readShortString());
    }

    @Override
    public int classId() {
        return CLASS_ID;
    }

    @Override
    public int methodId() {
        return METHOD_ID;
    }

    @Override
    public boolean hasContent() {
        return true;
    }

    @Override
    public void write(MethodWriter out) {
        out.writeShortString(consumerTag);
        out.writeLongLong(deliveryTag);
        out.writeBit(redelivered);
        out.writeShortString(exchange);
        out.writeShortString(routingKey);
    }
}
