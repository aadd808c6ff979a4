package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.get-empty}: there is no message (AMQP 0-9-1 §1.8.3.12). */
public record BasicGetEmpty() implements Method {
    static final int CLASS_ID = 60;
    static final int METHOD_ID = 72;

    static BasicGetEmpty read(MethodReader in) throws ConnectionException {
        in.readShortString();
        return new BasicGetEmpty();
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
        out.writeShortString("");
    }
}
