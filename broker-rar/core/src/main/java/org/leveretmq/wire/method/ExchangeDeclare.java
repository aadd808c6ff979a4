package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code exchange.declare}: the client declares an exchange (AMQP 0-9-1 §1.6.2.1). */
public record ExchangeDeclare(
        String exchange,
        String type,
        boolean passive,
        boolean durable,
        boolean autoDelete,
        boolean internal,
        boolean noWait,
        FieldTable arguments)
        implements Method {
    static final int CLASS_ID = 40;
    static final int METHOD_ID = 10;

    static ExchangeDeclare read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new ExchangeDeclare(
                in.readShortString(),
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
        out.writeShortString(exchange);
        out.writeShortString(type);
        out.writeBit(passive);
        out.writeBit(durable);
        out.writeBit(autoDelete);
        out.writeBit(internal);
        out.writeBit(noWait);
        out.writeTable(arguments);
    }
}
