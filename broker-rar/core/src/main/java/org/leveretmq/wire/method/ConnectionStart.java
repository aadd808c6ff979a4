package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.start} opens the negotiation and offers mechanisms and locales (server → client; AMQP 0-9-1 §1.4.2.1).
 *
 * @param versionMajor major protocol version, 0
 * @param versionMinor minor protocol version, 9
 * @param serverProperties what the server says about itself, capabilities included
 * @param mechanisms SASL mechanisms, separated by spaces
 * @param locales locales for texts, separated by spaces
 */
public record ConnectionStart(
        int versionMajor, int versionMinor, FieldTable serverProperties, String mechanisms, String locales)
        implements Method {
    /** Class 10, method 10. */
    public static final int ID = 10 << 16 | 10;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionStart read(MethodReader in) throws ConnectionException {
        return new ConnectionStart(in.octet(), in.octet(), in.table(), in.longText(), in.longText());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.octet(versionMajor);
        out.octet(versionMinor);
        out.table(serverProperties);
        out.longText(mechanisms);
        out.longText(locales);
    }
}
