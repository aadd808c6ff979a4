package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.cancel}: either side ends a subscription (AMQP 0-9-1 §1.8.3.5). */
public record BasicCancel(String consumerTag, boolean noWait) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 30;

    static BasicCancel read(MethodReader in) throws ConnectionException {
        return new BasicCancel(in.readShortString(), in.readBit());
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
        out.writeShortString(consumerTag);
        out.writeBit(noWait);
    }
}
