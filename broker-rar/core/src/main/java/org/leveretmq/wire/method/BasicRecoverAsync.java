package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.recover-async}: the client wants its unacknowledged deliveries again, without an answer (AMQP 0-9-1 §1.8.3.15). */
public record BasicRecoverAsync(boolean requeue) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 100;

    static BasicRecoverAsync read(MethodReader in) throws ConnectionException {
        return new BasicRecoverAsync(in.readBit());
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
        out.writeBit(requeue);
    }
}
