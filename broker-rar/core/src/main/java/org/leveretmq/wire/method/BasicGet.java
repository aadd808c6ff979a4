package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.get}: the client asks for one message (AMQP 0-9-1 §1.8.3.10). */
public record BasicGet(String queue, boolean noAck) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 70;

    static BasicGet read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new BasicGet(in.readShortString(), in.readBit());
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
        out.writeShort(0);
        out.writeShortString(queue);
        out.writeBit(noAck);
    }
}
