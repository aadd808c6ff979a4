package org.leveretmq.channel;

import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.security.AccessControl;

/** Turns what the access control says of a user into the refusals that clients know. Confined to the virtual host's loop. */
public final class Permissions {
    private static final String DEFAULT_EXCHANGE_RESOURCE = "amq.default";

    private final AccessControl access;
    private final String user;
    private final String virtualHost;

    /** The user's permissions in this virtual host. */
    public Permissions(AccessControl access, String user, String virtualHost) {
        this.access = access;
        this.user = user;
        this.virtualHost = virtualHost;
    }

    /** The authenticated user. */
    public String user() {
        return user;
    }

    /** Declaring and deleting a queue. @throws ChannelException 403 */
    public void configureQueue(String name) throws ChannelException {
        require(access.mayConfigure(name), "configure", "queue", name);
    }

    /** Binding a queue. @throws ChannelException 403 */
    public void writeQueue(String name) throws ChannelException {
        require(access.mayWrite(name), "write", "queue", name);
    }

    /** Consuming, getting and purging. @throws ChannelException 403 */
    public void readQueue(String name) throws ChannelException {
        require(access.mayRead(name), "read", "queue", name);
    }

    /** Declaring and deleting an exchange. @throws ChannelException 403 */
    public void configureExchange(String name) throws ChannelException {
        require(access.mayConfigure(resource(name)), "configure", "exchange", resource(name));
    }

    /** Publishing to an exchange, or binding it as a destination. @throws ChannelException 403 */
    public void writeExchange(String name) throws ChannelException {
        require(access.mayWrite(resource(name)), "write", "exchange", resource(name));
    }

    /** Binding something to an exchange. @throws ChannelException 403 */
    public void readExchange(String name) throws ChannelException {
        require(access.mayRead(resource(name)), "read", "exchange", resource(name));
    }

    /** Publishing to a topic exchange with this routing key. @throws ChannelException 403 */
    public void writeTopic(Exchange exchange, String routingKey) throws ChannelException {
        if (isTopic(exchange)) {
            requireTopic(access.mayWriteTopic(exchange.name(), routingKey), "write", exchange.name(), routingKey);
        }
    }

    /** Binding to a topic exchange with this routing key. @throws ChannelException 403 */
    public void readTopic(@Nullable Exchange exchange, String routingKey) throws ChannelException {
        if (exchange != null && isTopic(exchange)) {
            requireTopic(access.mayReadTopic(exchange.name(), routingKey), "read", exchange.name(), routingKey);
        }
    }

    private static boolean isTopic(Exchange exchange) {
        return exchange.type().name().equals("topic");
    }

    private void requireTopic(boolean allowed, String permission, String exchange, String routingKey)
            throws ChannelException {
        if (!allowed) {
            throw ChannelException.accessRefused(permission + " access to topic '" + routingKey + "' in exchange '"
                    + exchange + "' in vhost '" + virtualHost + "' refused for user '" + user + "'");
        }
    }

    private static String resource(String exchange) {
        return exchange.isEmpty() ? DEFAULT_EXCHANGE_RESOURCE : exchange;
    }

    private void require(boolean allowed, String permission, String kind, String name) throws ChannelException {
        if (!allowed) {
            throw ChannelException.accessRefused(permission + " access to " + kind + " '" + name + "' in vhost '"
                    + virtualHost + "' refused for user '" + user + "'");
        }
    }
}
