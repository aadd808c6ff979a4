package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.consume-ok}: the subscription is active (AMQP 0-9-1 §1.8.3.4). */
public record BasicConsumeOk(String consumerTag) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 21;

    static BasicConsumeOk read(MethodReader in) throws ConnectionException {
        return new BasicConsumeOk(in.readShortString());
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
