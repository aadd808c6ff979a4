package org.leveretmq.wire.method;

import java.util.Arrays;
import java.util.Objects;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.start-ok} chooses mechanism and locale and carries the first SASL response (client → server; AMQP 0-9-1
 * §1.4.2.2).
 *
 * @param clientProperties what the client says about itself, capabilities included
 * @param mechanism the SASL mechanism chosen
 * @param response SASL response; holds credentials and is not printed
 * @param locale the locale chosen
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the contents
public record ConnectionStartOk(FieldTable clientProperties, String mechanism, byte[] response, String locale)
        implements Method {
    /** Class 10, method 11. */
    public static final int ID = 10 << 16 | 11;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionStartOk read(MethodReader in) throws ConnectionException {
        return new ConnectionStartOk(in.table(), in.shortString(), in.longString(), in.shortString());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.table(clientProperties);
        out.shortString(mechanism);
        out.longString(response);
        out.shortString(locale);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionStartOk that
                && clientProperties.equals(that.clientProperties)
                && mechanism.equals(that.mechanism)
                && Arrays.equals(response, that.response)
                && locale.equals(that.locale);
    }

    @Override
    public int hashCode() {
        return Objects.hash(clientProperties, mechanism, Arrays.hashCode(response), locale);
    }

    /** Without the bytes, which may be secret. */
    @Override
    public String toString() {
        return "ConnectionStartOk[clientProperties=" + clientProperties + ", mechanism=" + mechanism + ", response="
                + response.length + " bytes, locale=" + locale + "]";
    }
}
