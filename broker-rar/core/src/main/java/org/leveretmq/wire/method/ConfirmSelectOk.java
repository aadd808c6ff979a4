package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code confirm.select-ok}: publishes are confirmed from now on (RabbitMQ's extension). */
public record ConfirmSelectOk() implements Method {
    static final int CLASS_ID = 85;
    static final int METHOD_ID = 11;

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
