package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code channel.open-ok} tells that the channel is open (server → client; AMQP 0-9-1 §1.5.2.2). */
public record ChannelOpenOk() implements Method {
    /** Class 20, method 11. */
    public static final int ID = 20 << 16 | 11;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ChannelOpenOk read(MethodReader in) throws ConnectionException {
        in.longString();
        return new ChannelOpenOk();
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longText("");
    }
}
