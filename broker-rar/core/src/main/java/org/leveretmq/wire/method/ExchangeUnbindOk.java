package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code exchange.unbind-ok}: the exchange is not bound any more (RabbitMQ's extension). */
public record ExchangeUnbindOk() implements Method {
    static final int CLASS_ID = 40;
    static final int METHOD_ID = 51;

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
