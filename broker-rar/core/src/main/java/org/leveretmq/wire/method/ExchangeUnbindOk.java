package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.unbind-ok} tells that the exchanges are not bound any more (server → client; RabbitMQ extension). */
public record ExchangeUnbindOk() implements Method {
    /** Class 40, method 51. */
    public static final int ID = 40 << 16 | 51;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
