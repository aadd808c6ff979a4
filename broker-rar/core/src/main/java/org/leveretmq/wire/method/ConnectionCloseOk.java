package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code connection.close-ok}: the other side has heard that the connection ends (AMQP 0-9-1 §1.4.2.10). */
public record ConnectionCloseOk() implements Method {
    static final int CLASS_ID = 10;
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
