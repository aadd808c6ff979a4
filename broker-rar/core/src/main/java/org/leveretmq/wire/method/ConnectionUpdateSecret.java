package org.leveretmq.wire.method;

import java.util.Arrays;
import java.util.Objects;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.update-secret} renews the credentials of an open connection (client → server; RabbitMQ extension).
 *
 * @param newSecret the new secret; not printed
 * @param reason text for people
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the contents
public record ConnectionUpdateSecret(byte[] newSecret, String reason) implements Method {
    /** Class 10, method 70. */
    public static final int ID = 10 << 16 | 70;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionUpdateSecret read(MethodReader in) throws ConnectionException {
        return new ConnectionUpdateSecret(in.longString(), in.shortString());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.longString(newSecret);
        out.shortString(reason);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionUpdateSecret that
                && Arrays.equals(newSecret, that.newSecret)
                && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(newSecret), reason);
    }

    /** Without the bytes, which may be secret. */
    @Override
    public String toString() {
        return "ConnectionUpdateSecret[newSecret=" + newSecret.length + " bytes, reason=" + reason + "]";
    }
}
