package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code connection.start}: the server offers mechanisms and tells what it is (AMQP 0-9-1 §1.4.2.1). */
public record ConnectionStart(
        int versionMajor, int versionMinor, FieldTable serverProperties, String mechanisms, String locales)
        implements Method {
    static final int CLASS_ID = 10;
    static final int METHOD_ID = 10;

    static ConnectionStart read(MethodReader in) throws ConnectionException {
        return new ConnectionStart(
                in.readOctet(), in.readOctet(), in.readTable(), in.readLongText(), in.readLongText());
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
        out.writeOctet(versionMajor);
        out.writeOctet(versionMinor);
        out.writeTable(serverProperties);
        out.writeLongText(mechanisms);
        out.writeLongText(locales);
    }
}
