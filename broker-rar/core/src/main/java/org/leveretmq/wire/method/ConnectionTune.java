package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.tune}: the server proposes limits (AMQP 0-9-1 §1.4.2.5). */
public record ConnectionTune(int channelMax, long frameMax, int heartbeat) implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 30;

    static ConnectionTune read(MethodReader in) throws ConnectionException {
        return new ConnectionTune(in.readShort(), in.readLong(), in.readShort());
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
        out.writeShort(channelMax);
        out.writeLong(frameMax);
        out.writeShort(heartbeat);
    }
}
