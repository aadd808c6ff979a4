package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.consume}: the client subscribes to a queue (AMQP 0-9-1 §1.8.3.3). */
public record BasicConsume(
        String queue,
        String consumerTag,
        boolean noLocal,
        boolean noAck,
        boolean exclusive,
        boolean noWait,
        FieldTable arguments)
        implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 20;

    static BasicConsume read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new BasicConsume(
                in.readShortString(),
                in.readShortString(),
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
        out.writeShortString(consumerTag);
        out.writeBit(noLocal);
        out.writeBit(noAck);
        out.writeBit(exclusive);
        out.writeBit(noWait);
        out.writeTable(arguments);
    }
}
