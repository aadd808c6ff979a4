package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code channel.flow-ok}: the flow is as it was asked for (AMQP 0-9-1 §1.5.2.4). */
public record ChannelFlowOk(boolean active) implements Method {
    static final int CLASS_ID = 20;
    static final int METHOD_ID = 21;

    static ChannelFlowOk read(MethodReader in) throws ConnectionException {
        return new ChannelFlowOk(in.readBit());
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
        out.writeBit(active);
    }
}
