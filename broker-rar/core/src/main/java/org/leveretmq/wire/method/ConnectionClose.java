package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.close} asks to close the connection and tells why (either way; AMQP 0-9-1 §1.4.2.9).
 *
 * @param replyCode reply code
 * @param replyText text for people
 * @param failedClassId class of the method at fault, or 0 ({@code class-id} of the specification)
 * @param failedMethodId the method at fault, or 0 ({@code method-id} of the specification)
 */
public record ConnectionClose(int replyCode, String replyText, int failedClassId, int failedMethodId)
        implements Method {
    /** Class 10, method 50. */
    public static final int ID = 10 << 16 | 50;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionClose read(MethodReader in) throws ConnectionException {
        return new ConnectionClose(in.shortInt(), in.shortString(), in.shortInt(), in.shortInt());
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
