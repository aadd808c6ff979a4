package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code connection.unblocked}: the server reads publishes again (RabbitMQ's extension). */
public record ConnectionUnblocked() implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 61;

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
