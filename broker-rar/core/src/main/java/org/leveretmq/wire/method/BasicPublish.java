package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.publish}: the client publishes a message (AMQP 0-9-1 §1.8.3.7). */
public record BasicPublish(String exchange, String routingKey, boolean mandatory, boolean immediate) implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 40;

    static BasicPublish read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new BasicPublish(in.readShortString(), in.readShortString(), in.readBit(), in.readBit());
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
        out.writeShort(0);
        out.writeShortString(exchange);
        out.writeShortString(routingKey);
        out.writeBit(mandatory);
        out.writeBit(immediate);
    }
}
