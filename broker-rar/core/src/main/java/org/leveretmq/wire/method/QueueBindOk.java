package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code queue.bind-ok} tells that the queue is bound (server → client; AMQP 0-9-1 §1.7.2.4). */
public record QueueBindOk() implements Method {
    /** Class 50, method 21. */
    public static final int ID = 50 << 16 | 21;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
