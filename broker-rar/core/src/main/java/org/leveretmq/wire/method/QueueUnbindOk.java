package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code queue.unbind-ok}: the queue is not bound any more (AMQP 0-9-1 §1.7.2.6). */
public record QueueUnbindOk() implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 51;

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
