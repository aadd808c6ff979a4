package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.bind-ok}: the exchange is bound (RabbitMQ's extension). */
public record ExchangeBindOk() implements Method {
    static final int CLASS_ID = 40;
    static final int METHOD_ID = 31;

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
