package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.reject}: the client rejects a delivery (AMQP 0-9-1 §1.8.3.14). */
public record BasicReject(long deliveryTag, boolean requeue) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 90;

    static BasicReject read(MethodReader in) throws ConnectionException {
        return new BasicReject(in.readLongLong(), in.readBit());
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
        out.writeBit(requeue);
    }
}
