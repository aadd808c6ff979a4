package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code queue.unbind}: the client unbinds a queue from an exchange (AMQP 0-9-1 §1.7.2.5). */
public record QueueUnbind(String queue, String exchange, String routingKey, FieldTable arguments) implements Method {
    static final int CLASS_ID = 50;
    static final int METHOD_ID = 50;

    static QueueUnbind read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new QueueUnbind(in.readShortString(), in.readShortString(), in.readShortString(), in.readTable());
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
        out.writeShortString(exchange);
        out.writeShortString(routingKey);
        out.writeTable(arguments);
    }
}
