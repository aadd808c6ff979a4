package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.qos}: the client limits what it may have unacknowledged (AMQP 0-9-1 §1.8.3.1). */
public record BasicQos(long prefetchSize, int prefetchCount, boolean global) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 10;

    static BasicQos read(MethodReader in) throws ConnectionException {
        return new BasicQos(in.readLong(), in.readShort(), in.readBit());
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
        out.writeLong(prefetchSize);
        out.writeShort(prefetchCount);
        out.writeBit(global);
    }
}
