package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.blocked}: the server does not read publishes for the time being (RabbitMQ's extension). */
public record ConnectionBlocked(String reason) implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 60;

    static ConnectionBlocked read(MethodReader in) throws ConnectionException {
        return new ConnectionBlocked(in.readShortString());
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
        out.writeShortString(reason);
    }
}
