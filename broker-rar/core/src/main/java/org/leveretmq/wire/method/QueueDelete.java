package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code queue.delete}: the client deletes a queue (AMQP 0-9-1 §1.7.2.9). */
public record QueueDelete(String queue, boolean ifUnused, boolean ifEmpty, boolean noWait) implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 40;

    static QueueDelete read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new QueueDelete(in.readShortString(), in.readBit(), in.readBit(), in.readBit());
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
        out.writeBit(ifUnused);
        out.writeBit(ifEmpty);
        out.writeBit(noWait);
    }
}
