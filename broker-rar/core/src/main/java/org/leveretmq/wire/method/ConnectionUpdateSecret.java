package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.update-secret}: the client renews its credentials (RabbitMQ's extension). */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ConnectionUpdateSecret(byte[] newSecret, String reason) implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 70;

    static ConnectionUpdateSecret read(MethodReader in) throws ConnectionException {
        return new ConnectionUpdateSecret(in.readLongBytes(), in.readShortString());
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
        out.writeLongBytes(newSecret);
        out.writeShortString(reason);
    }
}
