package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.ack}: the client acknowledges deliveries, or the server confirms publishes (AMQP 0-9-1 §1.8.3.13). */
public record BasicAck(long deliveryTag, boolean multiple) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 80;

    static BasicAck read(MethodReader in) throws ConnectionException {
        return new BasicAck(in.readLongLong(), in.readBit());
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
    }
}
