package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.start-ok}: the client chooses a mechanism and gives its response (AMQP 0-9-1 §1.4.2.2). */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ConnectionStartOk(FieldTable clientProperties, String mechanism, byte[] response, String locale)
        implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 11;

    static ConnectionStartOk read(MethodReader in) throws ConnectionException {
        return new ConnectionStartOk(in.readTable(), in.readShortString(), in.readLongBytes(), in.readShortString());
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
        out.writeTable(clientProperties);
        out.writeShortString(mechanism);
        out.writeLongBytes(response);
        out.writeShortString(locale);
    }
}
