package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code access.request-ok}: the ticket, which nobody looks at. */
public record AccessRequestOk(int ticket) implements Method {
    static final int CLASS_ID = 30;
    static final int METHOD_ID = 11;

    static AccessRequestOk read(MethodReader in) throws ConnectionException {
        return new AccessRequestOk(in.readShort());
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
        out.writeShort(ticket);
    }
}
