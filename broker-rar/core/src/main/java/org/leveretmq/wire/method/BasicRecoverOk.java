package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code basic.recover-ok} tells that the deliveries are requeued (server → client; AMQP 0-9-1 §1.8.3.17). */
public record BasicRecoverOk() implements Method {
    /** Class 60, method 111. */
    public static final int ID = 60 << 16 | 111;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
