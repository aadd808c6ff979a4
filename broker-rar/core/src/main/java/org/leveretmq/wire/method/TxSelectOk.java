package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.select-ok} tells that the channel is transactional (server → client; AMQP 0-9-1 §1.9.2.2). */
public record TxSelectOk() implements Method {
    /** Class 90, method 11. */
    public static final int ID = 90 << 16 | 11;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
