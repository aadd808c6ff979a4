package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code connection.update-secret-ok} tells that the new secret is accepted (server → client; RabbitMQ extension). */
public record ConnectionUpdateSecretOk() implements Method {
    /** Class 10, method 71. */
    public static final int ID = 10 << 16 | 71;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
