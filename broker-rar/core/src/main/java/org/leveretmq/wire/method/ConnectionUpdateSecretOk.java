package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code connection.update-secret-ok}: the server has taken the new credentials (RabbitMQ's extension). */
public record ConnectionUpdateSecretOk() implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 71;

    @Override
    public int classId() {
        return CLASS_ID;
    }

    @Override
    public int methodId() {
        return METHOD_ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
