package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code queue.declare}: the client declares a queue (AMQP 0-9-1 §1.7.2.1). */
public record QueueDeclare(
        String queue,
        boolean passive,
        boolean durable,
        boolean exclusive,
        boolean autoDelete,
        boolean noWait,
        FieldTable arguments)
        implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 10;

    static QueueDeclare read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new QueueDeclare(
                in.readShortString(),
                in.readBit(),
                in.readBit(),
                in.readBit(),
                in.readBit(),
                in.readBit(),
                in.readTable());
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
        out.writeBit(passive);
        out.writeBit(durable);
        out.writeBit(exclusive);
        out.writeBit(autoDelete);
        out.writeBit(noWait);
        out.writeTable(arguments);
    }
}
