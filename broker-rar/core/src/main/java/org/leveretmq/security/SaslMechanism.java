package org.leveretmq.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** How a client proves who it is (AMQP 0-9-1 §4.6.1, RFC 4616, RFC 4422, RFC 4505). */
enum SaslMechanism {
    /** NUL, name, NUL, password; an authorization identity in front has to be empty or the same name. */
    PLAIN,
    /** A field table without its length, with LOGIN and PASSWORD. */
    AMQPLAIN,
    /** The certificate; what the client sends is not looked at, as RabbitMQ does and clients rely on. */
    EXTERNAL,
    /** Nothing; what the client sends is a trace of who it is, which nobody can check. */
    ANONYMOUS;

    /** The name and password in the response, or null if it is malformed; for {@link #PLAIN} and {@link #AMQPLAIN}. */
    @Nullable
    Credentials read(byte[] response) {
        return this == PLAIN ? readPlain(response) : readTable(response);
    }

    private static @Nullable Credentials readPlain(byte[] response) {
        String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
        if (parts.length != 3 || !(parts[0].isEmpty() || parts[0].equals(parts[1]))) {
            return null;
        }
        return new Credentials(parts[1], parts[2]);
    }

    private static @Nullable Credentials readTable(byte[] response) {
        try {
            FieldTable table = FieldTableCodec.decode(ByteBuffer.wrap(response));
            if (table.get("LOGIN") instanceof String login && table.get("PASSWORD") instanceof String password) {
                return new Credentials(login, password);
            }
        } catch (ConnectionException e) {
            return null;
        }
        return null;
    }

    static @Nullable SaslMechanism find(String name) {
        for (SaslMechanism mechanism : values()) {
            if (mechanism.name().equals(name)) {
                return mechanism;
            }
        }
        return null;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
