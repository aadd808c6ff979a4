package org.leveretmq.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.TopologyAdministration;
import org.leveretmq.channel.Permissions;
import org.leveretmq.embedded.LoopCalls;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Destination;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;
import org.leveretmq.vhost.Exchanges;
import org.leveretmq.vhost.VirtualHost;

/** Declares, deletes, binds and unbinds on somebody's behalf, as a channel does for its client. Any thread but a loop. */
final class CoreTopology implements TopologyAdministration {
    private static final String QUEUE = "queue";
    private static final String DEAD_LETTER_EXCHANGE = "x-dead-letter-exchange";

    private final HostCalls hosts;
    private final Access access;

    CoreTopology(HostCalls hosts, Access access) {
        this.hosts = hosts;
        this.access = access;
    }

    /** Something to be done on the loop of a virtual host. */
    private interface Change {
        boolean apply(VirtualHost host, Permissions permissions) throws ChannelException;
    }

    private boolean change(String virtualHost, Change change) {
        VirtualHost host = hosts.require(virtualHost);
        Permissions permissions = access.in(virtualHost);
        return HostCalls.translated(() -> new LoopCalls(host).callDurably(() -> change.apply(host, permissions)));
    }

    @Override
    public boolean declareQueue(
            String virtualHost, String name, boolean durable, boolean autoDelete, Map<String, Object> arguments) {
        QueueOptions options = options(name, durable, autoDelete, arguments);
        return change(virtualHost, (host, permissions) -> {
            requireDeclarable(name, options, permissions);
            boolean isNew = host.queues().find(name) == null;
            host.queues().declare(name, options, this);
            return isNew;
        });
    }

    @Override
    public boolean restoreQueue(
            String virtualHost, String name, boolean durable, boolean autoDelete, Map<String, Object> arguments) {
        QueueOptions options = options(name, durable, autoDelete, arguments);
        return change(virtualHost, (host, permissions) -> {
            requireDeclarable(name, options, permissions);
            if (host.queues().find(name) != null) {
                return false;
            }
            host.queues().declareServerNamed(name, options, this);
            return true;
        });
    }

    private static QueueOptions options(
            String name, boolean durable, boolean autoDelete, Map<String, Object> arguments) {
        Checks.name(QUEUE, name);
        return new QueueOptions(durable, false, autoDelete, FieldTable.of(arguments));
    }

    private static void requireDeclarable(String name, QueueOptions options, Permissions permissions)
            throws ChannelException {
        permissions.configureQueue(name);
        if (options.arguments().get(DEAD_LETTER_EXCHANGE) instanceof String deadLetterExchange) {
            permissions.readQueue(name);
            permissions.writeExchange(deadLetterExchange);
        }
    }

    @Override
    public boolean deleteQueue(String virtualHost, String name, boolean ifUnused, boolean ifEmpty) {
        return change(virtualHost, (host, permissions) -> {
            permissions.configureQueue(name);
            if (host.queues().find(name) == null) {
                return false;
            }
            host.deleteQueue(host.queues().require(name, this), ifUnused, ifEmpty);
            return true;
        });
    }

    @Override
    public boolean declareExchange(ExchangeInfo exchange) {
        return declareExchange(exchange, false);
    }

    @Override
    public boolean restoreExchange(ExchangeInfo exchange) {
        return declareExchange(exchange, true);
    }

    private boolean declareExchange(ExchangeInfo exchange, boolean unlessItExists) {
        String name = exchange.name();
        Checks.name("exchange", name);
        ExchangeOptions options = new ExchangeOptions(
                exchange.durable(), exchange.autoDelete(), exchange.internal(), FieldTable.of(exchange.arguments()));
        return change(exchange.virtualHost(), (host, permissions) -> {
            permissions.configureExchange(name);
            if (options.arguments().get(Exchanges.ALTERNATE_EXCHANGE) instanceof String alternate) {
                permissions.readExchange(name);
                permissions.writeExchange(alternate);
            }
            boolean isNew = host.exchanges().find(name) == null;
            if (isNew || !unlessItExists) {
                host.exchanges().declare(name, exchange.type(), options);
            }
            return isNew;
        });
    }

    @Override
    public boolean deleteExchange(String virtualHost, String name, boolean ifUnused) {
        return change(virtualHost, (host, permissions) -> {
            permissions.configureExchange(name);
            boolean known = host.exchanges().find(name) != null;
            host.deleteExchange(name, ifUnused);
            return known;
        });
    }

    @Override
    public boolean bind(BindingInfo binding) {
        FieldTable arguments = FieldTable.of(binding.arguments());
        return change(binding.virtualHost(), (host, permissions) -> {
            requireBindable(binding, host, permissions);
            Destination destination = isQueue(binding)
                    ? host.queues().require(binding.destination(), this)
                    : host.exchanges().require(binding.destination());
            return host.bind(binding.source(), destination, binding.routingKey(), arguments);
        });
    }

    @Override
    public boolean unbind(BindingInfo binding) {
        FieldTable arguments = FieldTable.of(binding.arguments());
        return change(binding.virtualHost(), (host, permissions) -> {
            requireBindable(binding, host, permissions);
            Destination destination = destination(binding, host);
            return destination != null && host.unbind(binding.source(), destination, binding.routingKey(), arguments);
        });
    }

    private @Nullable Destination destination(BindingInfo binding, VirtualHost host) throws ChannelException {
        if (!isQueue(binding)) {
            return host.exchanges().find(binding.destination());
        }
        MessageQueue known = host.queues().find(binding.destination());
        return known == null ? null : host.queues().require(binding.destination(), this);
    }

    private static boolean isQueue(BindingInfo binding) {
        return binding.destinationType().equals(QUEUE);
    }

    private static void requireBindable(BindingInfo binding, VirtualHost host, Permissions permissions)
            throws ChannelException {
        if (isQueue(binding)) {
            permissions.writeQueue(binding.destination());
        } else {
            permissions.writeExchange(binding.destination());
        }
        permissions.readExchange(binding.source());
        Exchange source = host.exchanges().find(binding.source());
        permissions.readTopic(source, binding.routingKey());
    }
}
