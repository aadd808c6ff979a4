package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.close}: either side ends the connection (AMQP 0-9-1 §1.4.2.9). */
public record ConnectionClose(int replyCode, String replyText, int failedClassId, int failedMethodId)
        implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 50;

    static ConnectionClose read(MethodReader in) throws ConnectionException {
        return new ConnectionClose(in.readShort(), in.readShortString(), in.readShort(), in.readShort());
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
