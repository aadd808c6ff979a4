package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.cancel-ok}: the subscription has ended (AMQP 0-9-1 §1.8.3.6). */
public record BasicCancelOk(String consumerTag) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 31;

    static BasicCancelOk read(MethodReader in) throws ConnectionException {
        return new BasicCancelOk(in.readShortString());
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
    }
}
