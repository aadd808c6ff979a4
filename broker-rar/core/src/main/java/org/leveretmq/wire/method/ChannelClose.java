package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code channel.close}: either side ends the channel (AMQP 0-9-1 §1.5.2.5). */
public record ChannelClose(int replyCode, String replyText, int failedClassId, int failedMethodId) implements Method {
    static final int CLASS_ID = 20;
    static final int METHOD_ID = 40;

    static ChannelClose read(MethodReader in) throws ConnectionException {
        return new ChannelClose(in.readShort(), in.readShortString(), in.readShort(), in.readShort());
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
        out.writeShort(replyCode);
        out.writeShortString(replyText);
        out.writeShort(failedClassId);
        out.writeShort(failedMethodId);
    }
}
