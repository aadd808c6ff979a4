package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.delete-ok} tells that the exchange is gone (server → client; AMQP 0-9-1 §1.6.2.4). */
public record ExchangeDeleteOk() implements Method {
    /** Class 40, method 21. */
    public static final int ID = 40 << 16 | 21;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
