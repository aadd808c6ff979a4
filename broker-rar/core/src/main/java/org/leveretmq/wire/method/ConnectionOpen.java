package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.open}: the client opens a virtual host (AMQP 0-9-1 §1.4.2.7). */
public record ConnectionOpen(String virtualHost) implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 40;

    static ConnectionOpen read(MethodReader in) throws ConnectionException {
        String virtualHost = in.readShortString();
        in.readShortString();
        in.readBit();
        return new ConnectionOpen(virtualHost);
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
        out.writeShortString(virtualHost);
        out.writeShortString("");
        out.writeBit(false);
    }
}
