package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.secure}: the server asks for more (AMQP 0-9-1 §1.4.2.3). */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ConnectionSecure(byte[] challenge) implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 20;

    static ConnectionSecure read(MethodReader in) throws ConnectionException {
        return new ConnectionSecure(in.readLongBytes());
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
        out.writeLongBytes(challenge);
    }
}
