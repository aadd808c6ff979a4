package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code confirm.select}: the client wants its publishes confirmed (RabbitMQ's extension). */
public record ConfirmSelect(boolean noWait) implements Method {
    static final int CLASS_ID = 85;
    static final int METHOD_ID = 10;

    static ConfirmSelect read(MethodReader in) throws ConnectionException {
        return new ConfirmSelect(in.readBit());
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
        out.writeBit(noWait);
    }
}
