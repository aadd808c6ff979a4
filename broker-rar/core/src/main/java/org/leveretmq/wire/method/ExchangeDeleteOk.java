package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.delete-ok}: the exchange is gone (AMQP 0-9-1 §1.6.2.4). */
public record ExchangeDeleteOk() implements Method {
    static final int CLASS_ID = 40;
    static final int METHOD_ID = 21;

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
