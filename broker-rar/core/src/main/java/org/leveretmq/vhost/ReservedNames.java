package org.leveretmq.vhost;

import org.leveretmq.error.ChannelException;

/** Names that clients may not take: they begin with {@code amq.} (AMQP 0-9-1 §1.6.2.1 and §1.7.2.1). */
final class ReservedNames {
    private static final String PREFIX = "amq.";

    private ReservedNames() {}

    static boolean reserved(String name) {
        return name.startsWith(PREFIX);
    }

    /** @throws ChannelException 403 if the name is reserved; kind is {@code queue} or {@code exchange} */
    static void requireFree(String kind, String name) throws ChannelException {
        if (reserved(name)) {
            throw ChannelException.accessRefused(kind + " name '" + name + "' contains reserved prefix 'amq.*'");
        }
    }
}
