package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.secure-ok}: the client answers the challenge (AMQP 0-9-1 §1.4.2.4). */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ConnectionSecureOk(byte[] response) implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 21;

    static ConnectionSecureOk read(MethodReader in) throws ConnectionException {
        return new ConnectionSecureOk(in.readLongBytes());
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
        out.writeLongBytes(response);
    }
}
