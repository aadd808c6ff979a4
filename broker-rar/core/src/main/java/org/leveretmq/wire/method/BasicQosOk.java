package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code basic.qos-ok} tells that the limits are set (server → client; AMQP 0-9-1 §1.8.3.2). */
public record BasicQosOk() implements Method {
    /** Class 60, method 11. */
    public static final int ID = 60 << 16 | 11;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
