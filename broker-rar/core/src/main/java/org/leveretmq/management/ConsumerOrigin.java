package org.leveretmq.management;

import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.Session;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.vhost.VirtualHost;

/** The channel that a consumer has come on. */
record ConsumerOrigin(@Nullable String connectionName, int channelNumber, String user) {
    /** That of a program that embeds the broker. */
    static final ConsumerOrigin EMBEDDED = new ConsumerOrigin(null, 0, "");

    /** The origins by the targets of the consumers; on the virtual host's loop. */
    static IdentityHashMap<Object, ConsumerOrigin> of(List<ClientConnection> connections, VirtualHost host) {
        IdentityHashMap<Object, ConsumerOrigin> origins = new IdentityHashMap<>();
        for (ClientConnection connection : connections) {
            Session session = connection.session();
            if (session != null && session.virtualHost() == host) {
                AuthenticatedUser user = connection.user();
                String name = user == null ? "" : user.name();
                session.channels()
                        .forEach(channel -> origins.put(
                                channel.subscriptions(),
                                new ConsumerOrigin(connection.name(), channel.number(), name)));
            }
        }
        return origins;
    }
}
