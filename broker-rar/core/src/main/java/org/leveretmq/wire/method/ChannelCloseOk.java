package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code channel.close-ok} agrees to close the channel (either way; AMQP 0-9-1 §1.5.2.6). */
public record ChannelCloseOk() implements Method {
    /** Class 20, method 41. */
    public static final int ID = 20 << 16 | 41;

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {}
}
