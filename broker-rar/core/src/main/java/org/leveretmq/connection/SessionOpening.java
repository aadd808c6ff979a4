package org.leveretmq.connection;

import org.leveretmq.channel.ChannelContext;
import org.leveretmq.channel.ChannelSettings;
import org.leveretmq.channel.Permissions;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.wire.method.ConnectionOpen;

/** What happens when a client opens a virtual host (AMQP 0-9-1 §1.4.2.7). Confined to the event loop of its socket. */
final class SessionOpening {
    private final ClientConnection connection;
    private final ConnectionServices services;
    private final Session.Progress progress;

    SessionOpening(ClientConnection connection, ConnectionServices services, Session.Progress progress) {
        this.connection = connection;
        this.services = services;
        this.progress = progress;
    }

    /** @throws ConnectionException 530 if there is no such virtual host, the user has no access, or a limit is reached */
    Session open(ConnectionOpen method, AuthenticatedUser user) throws ConnectionException {
        String hostName = method.virtualHost();
        VirtualHost host = services.virtualHosts().find(hostName);
        if (host == null) {
            throw refused(method, "vhost " + hostName + " not found");
        }
        if (!user.access(hostName).mayAccess()) {
            throw refused(method, "access to vhost '" + hostName + "' refused for user '" + user.name() + "'");
        }
        ConnectionLimit limit = services.registry().admit(connection, user, host);
        if (limit == ConnectionLimit.USER) {
            throw refused(
                    method,
                    "connection refused for user '" + user.name() + "': user connection limit ("
                            + user.limits().maxConnections() + ") is reached");
        } else if (limit == ConnectionLimit.VIRTUAL_HOST) {
            throw refused(
                    method,
                    "access to vhost '" + hostName + "' refused for user '" + user.name() + "': connection limit ("
                            + host.properties().maxConnections() + ") is reached");
        }
        if (services.virtualHosts().find(hostName) != host) {
            services.registry().remove(connection, user.name(), hostName);
            throw refused(method, "vhost " + hostName + " not found");
        }
        return new Session(
                context(host, user), progress, user, services.registry().usage(user.name()));
    }

    private ChannelContext context(VirtualHost host, AuthenticatedUser user) {
        FieldTable client = connection.handshake().clientProperties();
        return new ChannelContext(
                host,
                connection,
                connection.name(),
                connection.transport().openOutbound(host.loop()),
                new Permissions(user.access(host.name()), user.name(), host.name()),
                new ChannelSettings(
                        ServerProperties.announces(client, "consumer_cancel_notify"),
                        () -> services.settings().consumerTimeout()),
                services.scheduler());
    }

    private static ConnectionException refused(ConnectionOpen method, String text) {
        return new ConnectionException(ReplyCode.NOT_ALLOWED, text, method.classId(), method.methodId());
    }
}
