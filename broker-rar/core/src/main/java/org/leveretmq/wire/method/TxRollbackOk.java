package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.rollback-ok} tells that the transaction is abandoned (server → client; AMQP 0-9-1 §1.9.2.6). */
public record TxRollbackOk() implements Method {
    /** Class 90, method 31. */
    public static final int ID = 90 << 16 | 31;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
