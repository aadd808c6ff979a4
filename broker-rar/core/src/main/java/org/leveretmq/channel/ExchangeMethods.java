package org.leveretmq.channel;

import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;
import org.leveretmq.vhost.Exchanges;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.wire.method.ExchangeBind;
import org.leveretmq.wire.method.ExchangeBindOk;
import org.leveretmq.wire.method.ExchangeDeclare;
import org.leveretmq.wire.method.ExchangeDeclareOk;
import org.leveretmq.wire.method.ExchangeDelete;
import org.leveretmq.wire.method.ExchangeDeleteOk;
import org.leveretmq.wire.method.ExchangeUnbind;
import org.leveretmq.wire.method.ExchangeUnbindOk;
import org.leveretmq.wire.method.Method;

/** The class {@code exchange} (AMQP 0-9-1 §1.6) with RabbitMQ's bindings between exchanges. Confined to the virtual host's loop. */
final class ExchangeMethods {
    private final Channel channel;
    private final VirtualHost virtualHost;
    private final Permissions permissions;

    ExchangeMethods(Channel channel) {
        this.channel = channel;
        this.virtualHost = channel.context().virtualHost();
        this.permissions = channel.context().permissions();
    }

    void handle(Method method) throws AmqpException {
        if (method instanceof ExchangeDeclare declare) {
            declare(declare);
        } else if (method instanceof ExchangeDelete delete) {
            delete(delete);
        } else if (method instanceof ExchangeBind bind) {
            bind(bind);
        } else if (method instanceof ExchangeUnbind unbind) {
            unbind(unbind);
        } else {
            throw Channel.notForServers(method);
        }
    }

    private void declare(ExchangeDeclare method) throws ChannelException {
        String name = ResourceNames.clean(method.exchange());
        long before = virtualHost.journal().definitions();
        if (method.passive()) {
            virtualHost.exchanges().require(name);
        } else {
            permissions.configureExchange(name);
            requireAlternateExchangeAllowed(name, method.arguments());
            ExchangeOptions options =
                    new ExchangeOptions(method.durable(), method.autoDelete(), method.internal(), method.arguments());
            virtualHost.exchanges().declare(name, method.type(), options);
        }
        channel.sendWhenStored(new ExchangeDeclareOk(), before, method.noWait());
    }

    private void requireAlternateExchangeAllowed(String name, FieldTable arguments) throws ChannelException {
        if (arguments.get(Exchanges.ALTERNATE_EXCHANGE) instanceof String alternate) {
            permissions.readExchange(name);
            permissions.writeExchange(alternate);
        }
    }

    private void delete(ExchangeDelete method) throws ChannelException {
        String name = ResourceNames.clean(method.exchange());
        permissions.configureExchange(name);
        long before = virtualHost.journal().definitions();
        virtualHost.deleteExchange(name, method.ifUnused());
        channel.sendWhenStored(new ExchangeDeleteOk(), before, method.noWait());
    }

    private void bind(ExchangeBind method) throws ChannelException {
        permissions.writeExchange(method.destination());
        permissions.readExchange(method.source());
        permissions.readTopic(virtualHost.exchanges().find(method.source()), method.routingKey());
        Exchange destination = virtualHost.exchanges().require(method.destination());
        long before = virtualHost.journal().definitions();
        virtualHost.bind(method.source(), destination, method.routingKey(), method.arguments());
        channel.sendWhenStored(new ExchangeBindOk(), before, method.noWait());
    }

    private void unbind(ExchangeUnbind method) throws ChannelException {
        permissions.writeExchange(method.destination());
        permissions.readExchange(method.source());
        permissions.readTopic(virtualHost.exchanges().find(method.source()), method.routingKey());
        Exchange destination = virtualHost.exchanges().find(method.destination());
        long before = virtualHost.journal().definitions();
        if (destination != null) {
            virtualHost.unbind(method.source(), destination, method.routingKey(), method.arguments());
        }
        channel.sendWhenStored(new ExchangeUnbindOk(), before, method.noWait());
    }
}
