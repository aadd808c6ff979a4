package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code channel.open}: the client opens a channel (AMQP 0-9-1 §1.5.2.1). */
public record ChannelOpen() implements Method {
    static final int CLASS_ID = 20;
    static final int METHOD_ID = 10;

    static ChannelOpen read(MethodReader in) throws ConnectionException {
        in.readShortString();
        return new ChannelOpen();
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
        out.writeShortString("");
    }
}
