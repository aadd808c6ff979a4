package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.return}: the server returns a message (AMQP 0-9-1 §1.8.3.8). */
public record BasicReturn(int replyCode, String replyText, String exchange, String routingKey) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 50;

    static BasicReturn read(MethodReader in) throws ConnectionException {
        return new BasicReturn(in.readShort(), in.readShortString(), in.readShortString(), in.readShortString());
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
    public boolean hasContent() {
        return true;
    }

    @Override
    public void write(MethodWriter out) {
        out.writeShort(replyCode);
        out.writeShortString(replyText);
        out.writeShortString(exchange);
        out.writeShortString(routingKey);
    }
}
