package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code queue.declare-ok}: the queue is there (AMQP 0-9-1 §1.7.2.2). */
public record QueueDeclareOk(String queue, int messageCount, int consumerCount) implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 11;

    static QueueDeclareOk read(MethodReader in) throws ConnectionException {
        return new QueueDeclareOk(in.readShortString(), in.readCount(), in.readCount());
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
        out.writeShortString(queue);
        out.writeCount(messageCount);
        out.writeCount(consumerCount);
    }
}
