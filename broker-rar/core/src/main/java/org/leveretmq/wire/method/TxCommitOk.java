package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.commit-ok} tells that the transaction is committed (server → client; AMQP 0-9-1 §1.9.2.4). */
public record TxCommitOk() implements Method {
    /** Class 90, method 21. */
    public static final int ID = 90 << 16 | 21;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
