package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code queue.unbind-ok} tells that the queue is not bound any more (server → client; AMQP 0-9-1 §1.7.2.6). */
public record QueueUnbindOk() implements Method {
    /** Class 50, method 51. */
    public static final int ID = 50 << 16 | 51;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
