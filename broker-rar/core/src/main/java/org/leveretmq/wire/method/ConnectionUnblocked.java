package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code connection.unblocked} tells that the server reads again (server → client; RabbitMQ extension). */
public record ConnectionUnblocked() implements Method {
    /** Class 10, method 61. */
    public static final int ID = 10 << 16 | 61;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
