package org.leveretmq.wire.method;

import java.util.Arrays;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.secure} a further SASL challenge (server → client; AMQP 0-9-1 §1.4.2.3).
 *
 * @param challenge SASL challenge
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the contents
public record ConnectionSecure(byte[] challenge) implements Method {
    /** Class 10, method 20. */
    public static final int ID = 10 << 16 | 20;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionSecure read(MethodReader in) throws ConnectionException {
        return new ConnectionSecure(in.longString());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longString(challenge);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionSecure that && Arrays.equals(challenge, that.challenge);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(challenge);
    }

    /** Without the bytes, which may be secret. */
    @Override
    public String toString() {
        return "ConnectionSecure[challenge=" + challenge.length + " bytes]";
    }
}
