package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/** {@code channel.open} opens the channel of its frame (client → server; AMQP 0-9-1 §1.5.2.1). */
public record ChannelOpen() implements Method {
    /** Class 20, method 10. */
    public static final int ID = 20 << 16 | 10;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ChannelOpen read(MethodReader in) throws ConnectionException {
        in.shortString();
        return new ChannelOpen();
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
