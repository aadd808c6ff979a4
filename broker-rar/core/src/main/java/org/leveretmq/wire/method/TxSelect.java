package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code tx.select} makes the channel transactional (client → server; AMQP 0-9-1 §1.9.2.1). */
public record TxSelect() implements Method {
    /** Class 90, method 10. */
    public static final int ID = 90 << 16 | 10;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
