package org.leveretmq.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** How a client sends its name and password (AMQP 0-9-1 §4.6.1, RFC 4616). */
enum SaslMechanism {
    /** NUL, name, NUL, password; an authorization identity in front has to be empty or the same name. */
    PLAIN {
        @Override
        @Nullable
        Credentials read(byte[] response) {
            String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
            if (parts.length != 3 || !(parts[0].isEmpty() || parts[0].equals(parts[1]))) {
                return null;
            }
            return new Credentials(parts[1], parts[2]);
        }
    },
    /** A field table without its length, with LOGIN and PASSWORD. */
    AMQPLAIN {
        @Override
        @Nullable
        Credentials read(byte[] response) {
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
    };

    /** The name and password, or null if the response is malformed. */
    abstract @Nullable Credentials read(byte[] response);

    static @Nullable SaslMechanism find(String name) {
        for (SaslMechanism mechanism : values()) {
            if (mechanism.name().equals(name)) {
                return mechanism;
            }
        }
        return null;
    }
}
