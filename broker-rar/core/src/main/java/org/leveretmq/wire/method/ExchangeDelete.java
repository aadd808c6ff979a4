package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code exchange.delete}: the client deletes an exchange (AMQP 0-9-1 §1.6.2.3). */
public record ExchangeDelete(String exchange, boolean ifUnused, boolean noWait) implements Method {
    static final int CLASS_ID = 40;
    static final int METHOD_ID = 20;

    static ExchangeDelete read(MethodReader in) throws ConnectionException {
        in.readShort();
        return new ExchangeDelete(in.readShortString(), in.readBit(), in.readBit());
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
        out.writeBit(ifUnused);
        out.writeBit(noWait);
    }
}
