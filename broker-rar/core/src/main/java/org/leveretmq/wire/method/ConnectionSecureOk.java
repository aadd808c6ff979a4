package org.leveretmq.wire.method;

import java.util.Arrays;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.secure-ok} the response to a SASL challenge (client → server; AMQP 0-9-1 §1.4.2.4).
 *
 * @param response SASL response; holds credentials and is not printed
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the contents
public record ConnectionSecureOk(byte[] response) implements Method {
    /** Class 10, method 21. */
    public static final int ID = 10 << 16 | 21;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionSecureOk read(MethodReader in) throws ConnectionException {
        return new ConnectionSecureOk(in.longString());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longString(response);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionSecureOk that && Arrays.equals(response, that.response);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(response);
    }

    /** Without the bytes, which may be secret. */
    @Override
    public String toString() {
        return "ConnectionSecureOk[response=" + response.length + " bytes]";
    }
}
