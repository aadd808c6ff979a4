package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code basic.recover-ok}: the deliveries are back in their queues (AMQP 0-9-1 §1.8.3.17). */
public record BasicRecoverOk() implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 111;

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
