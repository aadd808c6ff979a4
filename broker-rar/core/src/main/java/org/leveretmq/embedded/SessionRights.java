package org.leveretmq.embedded;

import org.jspecify.annotations.Nullable;
import org.leveretmq.channel.Permissions;
import org.leveretmq.channel.PublishedProperties;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.security.AccessControl;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.Exchanges;

/** What a session may do: what its user may, or everything. Confined to the virtual host's loop. */
public final class SessionRights {
    private final Permissions permissions;
    private final @Nullable String checkedUser;

    private SessionRights(Permissions permissions, @Nullable String checkedUser) {
        this.permissions = permissions;
        this.checkedUser = checkedUser;
    }

    /** Everything. */
    public static SessionRights all(String virtualHost) {
        return new SessionRights(new Permissions(new Everything(), "", virtualHost), null);
    }

    /** What this user may at the moment of each question. */
    public static SessionRights of(AuthenticatedUser user, String virtualHost) {
        return new SessionRights(new Permissions(user.access(virtualHost), user.name(), virtualHost), user.name());
    }

    Permissions permissions() {
        return permissions;
    }

    String user() {
        return permissions.user();
    }

    /** @throws ChannelException 403 */
    void declareQueue(String name, FieldTable arguments) throws ChannelException {
        permissions.configureQueue(name);
        if (arguments.get("x-dead-letter-exchange") instanceof String deadLetterExchange) {
            permissions.readQueue(name);
            permissions.writeExchange(deadLetterExchange);
        }
    }

    /** @throws ChannelException 403 */
    void declareExchange(String name, FieldTable arguments) throws ChannelException {
        permissions.configureExchange(name);
        if (arguments.get(Exchanges.ALTERNATE_EXCHANGE) instanceof String alternate) {
            permissions.readExchange(name);
            permissions.writeExchange(alternate);
        }
    }

    /** The side of a binding that messages come from. @throws ChannelException 403 */
    void bind(@Nullable Exchange source, String name, String routingKey) throws ChannelException {
        permissions.readExchange(name);
        permissions.readTopic(source, routingKey);
    }

    /** @throws ChannelException 403 if the user may not publish there, 406 if a property is wrong */
    void publish(Message message) throws ChannelException {
        permissions.writeExchange(message.exchange());
        String userId = message.properties().userId();
        PublishedProperties.validate(
                message.properties(), checkedUser == null ? (userId == null ? "" : userId) : checkedUser);
    }

    private static final class Everything implements AccessControl {
        @Override
        public boolean mayAccess() {
            return true;
        }

        @Override
        public boolean mayConfigure(String resource) {
            return true;
        }

        @Override
        public boolean mayWrite(String resource) {
            return true;
        }

        @Override
        public boolean mayRead(String resource) {
            return true;
        }

        @Override
        public boolean mayWriteTopic(String exchange, String routingKey) {
            return true;
        }

        @Override
        public boolean mayReadTopic(String exchange, String routingKey) {
            return true;
        }
    }
}
