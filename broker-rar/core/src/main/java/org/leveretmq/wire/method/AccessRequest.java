package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code access.request}: a client of AMQP 0-8 asks for a ticket. */
public record AccessRequest(
        String realm, boolean exclusive, boolean passive, boolean active, boolean write, boolean read)
        implements Method {
    static final int CLASS_ID = 30;
    static final int METHOD_ID = 10;

    static AccessRequest read(MethodReader in) throws ConnectionException {
        return new AccessRequest(
                in.readShortString(), in.readBit(), in.readBit(), in.readBit(), in.readBit(), in.readBit());
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
        out.writeShortString(realm);
        out.writeBit(exclusive);
        out.writeBit(passive);
        out.writeBit(active);
        out.writeBit(write);
        out.writeBit(read);
    }
}
