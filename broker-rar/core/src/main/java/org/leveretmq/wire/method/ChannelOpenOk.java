package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code channel.open-ok}: the channel is open (AMQP 0-9-1 §1.5.2.2). */
public record ChannelOpenOk() implements Method {
    static final int CLASS_ID = 20;
    static final int METHOD_ID = 11;

    static ChannelOpenOk read(MethodReader in) throws ConnectionException {
        in.readLongBytes();
        return new ChannelOpenOk();
    }

    @Override
    public int classId() {
        return CLASS_ID;
    }

    @Override
    public int methodId() {
        return METHOD_ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.writeLongBytes(new byte[0]);
    }
}
