package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.nack}: the client rejects deliveries, or the server refuses publishes (RabbitMQ's extension). */
public record BasicNack(long deliveryTag, boolean multiple, boolean requeue) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 120;

    static BasicNack read(MethodReader in) throws ConnectionException {
        return new BasicNack(in.readLongLong(), in.readBit(), in.readBit());
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
    public void write(MethodWriter out) {
        out.writeLongLong(deliveryTag);
        out.writeBit(multiple);
        out.writeBit(requeue);
    }
}
