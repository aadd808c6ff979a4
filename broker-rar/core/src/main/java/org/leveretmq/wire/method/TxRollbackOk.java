package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.rollback-ok}: the transaction is rolled back (AMQP 0-9-1 §1.9.2.6). */
public record TxRollbackOk() implements Method {
    static final int CLASS_ID = 90;
    static final int METHOD_ID = 31;

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
