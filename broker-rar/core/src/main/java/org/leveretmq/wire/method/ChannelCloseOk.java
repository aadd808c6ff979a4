package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** {@code channel.close-ok}: the other side has heard that the channel ends (AMQP 0-9-1 §1.5.2.6). */
public record ChannelCloseOk() implements Method {
    static final int CLASS_ID = 20;
    static final int METHOD_ID = 41;

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
