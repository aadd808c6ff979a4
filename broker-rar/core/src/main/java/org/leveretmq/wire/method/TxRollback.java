package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.rollback} abandons the current transaction (client → server; AMQP 0-9-1 §1.9.2.5). */
public record TxRollback() implements Method {
    /** Class 90, method 30. */
    public static final int ID = 90 << 16 | 30;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
