package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code connection.close-ok} agrees to close the connection (either way; AMQP 0-9-1 §1.4.2.10). */
public record ConnectionCloseOk() implements Method {
    /** Class 10, method 51. */
    public static final int ID = 10 << 16 | 51;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
