package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code confirm.select-ok} tells that the channel is in confirm mode (server → client; RabbitMQ extension). */
public record ConfirmSelectOk() implements Method {
    /** Class 85, method 11. */
    public static final int ID = 85 << 16 | 11;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
