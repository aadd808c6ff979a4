package org.leveretmq.channel;

import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.vhost.VirtualHost;

/**
 * What the channels of a connection share.
 *
 * @param virtualHost the virtual host that the connection has opened
 * @param connection stands for the connection as the owner of exclusive queues
 * @param connectionName the name under which operators see the connection
 * @param outbound the way to the client
 * @param permissions what the user may do there
 * @param settings limits and capabilities
 * @param scheduler the broker's time
 */
public record ChannelContext(
        VirtualHost virtualHost,
        Object connection,
        String connectionName,
        Outbound outbound,
        Permissions permissions,
        ChannelSettings settings,
        Scheduler scheduler) {}
