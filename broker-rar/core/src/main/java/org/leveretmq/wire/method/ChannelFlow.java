package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code channel.flow} pauses or resumes the flow of content to the sender (either way; AMQP 0-9-1 §1.5.2.3).
 *
 * @param active true to resume, false to pause
 */
public record ChannelFlow(boolean active) implements Method {
    /** Class 20, method 20. */
    public static final int ID = 20 << 16 | 20;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ChannelFlow read(MethodReader in) throws ConnectionException {
        return new ChannelFlow(in.bit());
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
