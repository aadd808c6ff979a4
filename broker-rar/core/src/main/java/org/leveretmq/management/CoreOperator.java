package org.leveretmq.management;

import java.util.Set;
import java.util.function.Function;
import org.leveretmq.api.management.MessageAdministration;
import org.leveretmq.api.management.Operator;
import org.leveretmq.api.management.TopologyAdministration;
import org.leveretmq.channel.Permissions;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.vhost.VirtualHost;

/** Somebody who has logged in to manage the broker. */
final class CoreOperator implements Operator {
    private final AuthenticatedUser user;
    private final CoreTopology topology;
    private final CoreMessages messages;

    CoreOperator(AuthenticatedUser user, HostCalls hosts, Function<VirtualHost, LocalSession> sessions) {
        this.user = user;
        Access access = host -> new Permissions(user.access(host), user.name(), host);
        this.topology = new CoreTopology(hosts, access);
        this.messages = new CoreMessages(hosts, access, sessions);
    }

    @Override
    public String name() {
        return user.name();
    }

    @Override
    public Set<String> tags() {
        return user.tags();
    }

    @Override
    public boolean mayAccess(String virtualHost) {
        return user.access(virtualHost).mayAccess();
    }

    @Override
    public TopologyAdministration topology() {
        return topology;
    }

    @Override
    public MessageAdministration messages() {
        return messages;
    }
}
