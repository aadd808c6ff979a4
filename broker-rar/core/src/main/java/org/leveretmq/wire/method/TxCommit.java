package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.commit} commits the current transaction (client → server; AMQP 0-9-1 §1.9.2.3). */
public record TxCommit() implements Method {
    /** Class 90, method 20. */
    public static final int ID = 90 << 16 | 20;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
