package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.commit-ok}: the transaction is committed (AMQP 0-9-1 §1.9.2.4). */
public record TxCommitOk() implements Method {
    static final int CLASS_ID = 90;
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
