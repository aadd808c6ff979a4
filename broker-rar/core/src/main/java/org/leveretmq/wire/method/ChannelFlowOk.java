package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code channel.flow-ok} confirms a flow method (either way; AMQP 0-9-1 §1.5.2.4).
 *
 * @param active true if content flows
 */
public record ChannelFlowOk(boolean active) implements Method {
    /** Class 20, method 21. */
    public static final int ID = 20 << 16 | 21;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ChannelFlowOk read(MethodReader in) throws ConnectionException {
        return new ChannelFlowOk(in.bit());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.bit(active);
    }
}
