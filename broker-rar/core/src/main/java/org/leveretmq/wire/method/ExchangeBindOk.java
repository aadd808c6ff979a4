package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.bind-ok} tells that the exchanges are bound (server → client; RabbitMQ extension). */
public record ExchangeBindOk() implements Method {
    /** Class 40, method 31. */
    public static final int ID = 40 << 16 | 31;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
