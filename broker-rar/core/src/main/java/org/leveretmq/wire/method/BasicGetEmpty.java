package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code basic.get-empty} tells that the queue has no message ready (server → client; AMQP 0-9-1 §1.8.3.12). */
public record BasicGetEmpty() implements Method {
    /** Class 60, method 72. */
    public static final int ID = 60 << 16 | 72;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static BasicGetEmpty read(MethodReader in) throws ConnectionException {
        in.shortString();
        return new BasicGetEmpty();
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortString("");
    }
}
