package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code queue.bind-ok}: the queue is bound (AMQP 0-9-1 §1.7.2.4). */
public record QueueBindOk() implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 21;

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
