package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code queue.purge-ok}: the messages are gone (AMQP 0-9-1 §1.7.2.8). */
public record QueuePurgeOk(int messageCount) implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 31;

    static QueuePurgeOk read(MethodReader in) throws ConnectionException {
        return new QueuePurgeOk(in.readCount());
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
        out.writeCount(messageCount);
    }
}
