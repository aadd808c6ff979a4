package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code exchange.unbind}: the client unbinds an exchange from an exchange (RabbitMQ's extension). */
public record ExchangeUnbind(String destination, String source, String routingKey, boolean noWait, FieldTable arguments)
        implements Method {
    static final int CLASS_ID = 40;
    static final int METHOD_ID = 40;

    static ExchangeUnbind read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new ExchangeUnbind(
                in.readShortString(), in.readShortString(), in.readShortString(), in.readBit(), in.readTable());
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
        out.writeShortString(destination);
        out.writeShortString(source);
        out.writeShortString(routingKey);
        out.writeBit(noWait);
        out.writeTable(arguments);
    }
}
