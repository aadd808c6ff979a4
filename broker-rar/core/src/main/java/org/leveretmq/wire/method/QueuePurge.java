package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code queue.purge}: the client drops the messages of a queue (AMQP 0-9-1 §1.7.2.7). */
public record QueuePurge(String queue, boolean noWait) implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 30;

    static QueuePurge read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new QueuePurge(in.readShortString(), in.readBit());
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
        out.writeShort(0);
        out.writeShortString(queue);
        out.writeBit(noWait);
    }
}
