package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.declare-ok}: the exchange is there (AMQP 0-9-1 §1.6.2.2). */
public record ExchangeDeclareOk() implements Method {
    static final int CLASS_ID = 40;
    static final int METHOD_ID = 11;

    @Override
    public int classId() {
        return CLASS_ID;
    }

    @Override
    public int methodId() {
        return METHOD_ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
