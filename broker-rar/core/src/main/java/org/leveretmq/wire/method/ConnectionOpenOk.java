package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.open-ok}: the virtual host is open (AMQP 0-9-1 §1.4.2.8). */
public record ConnectionOpenOk() implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 41;

    static ConnectionOpenOk read(MethodReader in) throws ConnectionException {
        in.readShortString();
        return new ConnectionOpenOk();
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
        out.writeShortString("");
    }
}
