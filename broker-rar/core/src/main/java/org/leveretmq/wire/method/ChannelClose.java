package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code channel.close} asks to close the channel and tells why (either way; AMQP 0-9-1 §1.5.2.5).
 *
 * @param replyCode reply code
 * @param replyText text for people
 * @param failedClassId class of the method at fault, or 0 ({@code class-id} of the specification)
 * @param failedMethodId the method at fault, or 0 ({@code method-id} of the specification)
 */
public record ChannelClose(int replyCode, String replyText, int failedClassId, int failedMethodId) implements Method {
    /** Class 20, method 40. */
    public static final int ID = 20 << 16 | 40;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ChannelClose read(MethodReader in) throws ConnectionException {
        return new ChannelClose(in.shortInt(), in.shortString(), in.shortInt(), in.shortInt());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(replyCode);
        out.shortString(replyText);
        out.shortInt(failedClassId);
        out.shortInt(failedMethodId);
    }
}
