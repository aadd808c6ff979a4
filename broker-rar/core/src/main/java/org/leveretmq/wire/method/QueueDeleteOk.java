package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code queue.delete-ok}: the queue is gone (AMQP 0-9-1 §1.7.2.10). */
public record QueueDeleteOk(int messageCount) implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 41;

    static QueueDeleteOk read(MethodReader in) throws ConnectionException {
        return new QueueDeleteOk(in.readCount());
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
