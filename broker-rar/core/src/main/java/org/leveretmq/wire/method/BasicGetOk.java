package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.get-ok}: the message that was asked for (AMQP 0-9-1 §1.8.3.11). */
public record BasicGetOk(long deliveryTag, boolean redelivered, String exchange, String routingKey, int messageCount)
        implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 71;

    static BasicGetOk read(MethodReader in) throws ConnectionException {
        return new BasicGetOk(
                in.readLongLong(), in.readBit(), in.readShortString(), in.readShortString(), in.readCount());
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
        out.writeLongLong(deliveryTag);
        out.writeBit(redelivered);
        out.writeShortString(exchange);
        out.writeShortString(routingKey);
        out.writeCount(messageCount);
    }
}
