package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.select-ok}: the channel is transactional (AMQP 0-9-1 §1.9.2.2). */
public record TxSelectOk() implements Method {
    static final int CLASS_ID = 90;
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
