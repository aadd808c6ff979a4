package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code basic.qos-ok}: the limits are in force (AMQP 0-9-1 §1.8.3.2). */
public record BasicQosOk() implements Method {
    static final int CLASS_ID = 60;
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
