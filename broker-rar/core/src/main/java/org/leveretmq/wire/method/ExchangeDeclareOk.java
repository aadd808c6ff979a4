package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.declare-ok} tells that the exchange exists (server → client; AMQP 0-9-1 §1.6.2.2). */
public record ExchangeDeclareOk() implements Method {
    /** Class 40, method 11. */
    public static final int ID = 40 << 16 | 11;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
