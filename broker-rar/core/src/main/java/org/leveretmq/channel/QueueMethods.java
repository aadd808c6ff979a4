package org.leveretmq.channel;

import org.leveretmq.api.management.Figure;
import org.leveretmq.durability.Completion;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueName;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.vhost.ReplyQueues;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.wire.method.Method;
import org.leveretmq.wire.method.QueueBind;
import org.leveretmq.wire.method.QueueBindOk;
import org.leveretmq.wire.method.QueueDeclare;
import org.leveretmq.wire.method.QueueDeclareOk;
import org.leveretmq.wire.method.QueueDelete;
import org.leveretmq.wire.method.QueueDeleteOk;
import org.leveretmq.wire.method.QueuePurge;
import org.leveretmq.wire.method.QueuePurgeOk;
import org.leveretmq.wire.method.QueueUnbind;
import org.leveretmq.wire.method.QueueUnbindOk;

/** The class {@code queue} (AMQP 0-9-1 §1.7). Confined to the virtual host's loop. */
final class QueueMethods {
    private final Channel channel;
    private final VirtualHost virtualHost;
    private final Permissions permissions;
    private String lastDeclared = "";

    QueueMethods(Channel channel) {
        this.channel = channel;
        this.virtualHost = channel.context().virtualHost();
        this.permissions = channel.context().permissions();
    }

    void handle(Method method) throws AmqpException {
        if (method instanceof QueueDeclare declare) {
            declare(declare);
        } else if (method instanceof QueueBind bind) {
            bind(bind);
        } else if (method instanceof QueueUnbind unbind) {
            unbind(unbind);
        } else if (method instanceof QueuePurge purge) {
            purge(purge);
        } else if (method instanceof QueueDelete delete) {
            delete(delete);
        } else {
            throw Channel.notForServers(method);
        }
    }

    /** The name, or that of the queue declared last if it is empty. @throws ChannelException 404 if none was declared */
    String nameOrLastDeclared(String name) throws ChannelException {
        if (!name.isEmpty()) {
            return name;
        }
        if (lastDeclared.isEmpty()) {
            throw ChannelException.notFound("no previously declared queue");
        }
        return lastDeclared;
    }

    /** The queue, for this connection's use. @throws ChannelException 404 or 405 */
    MessageQueue require(String name) throws ChannelException {
        return virtualHost.queues().require(name, channel.context().connection());
    }

    private void declare(QueueDeclare method) throws ChannelException {
        if (method.queue().startsWith(ReplyQueues.NAME)) {
            lookUpReplyQueue(method);
            return;
        }
        long before = virtualHost.journal().definitions();
        MessageQueue queue = method.passive() ? declarePassively(method) : declareActively(method);
        lastDeclared = queue.name();
        virtualHost.counters().count(Figure.QUEUE_DECLARED);
        channel.sendWhenStored(
                new QueueDeclareOk(queue.name(), queue.readyCount(), queue.consumerCount()), before, method.noWait());
    }

    /** Declaring a reply queue only asks whether somebody still waits for the reply. */
    private void lookUpReplyQueue(QueueDeclare method) throws ChannelException {
        String name = method.queue();
        if (!name.equals(ReplyQueues.NAME) && virtualHost.queues().replies().find(name) == null) {
            throw ChannelException.notFound("no " + new QueueName(virtualHost.name(), name));
        }
        if (!method.noWait()) {
            channel.send(new QueueDeclareOk(name, 0, 1));
        }
    }

    private MessageQueue declarePassively(QueueDeclare method) throws ChannelException {
        return require(nameOrLastDeclared(ResourceNames.clean(method.queue())));
    }

    private MessageQueue declareActively(QueueDeclare method) throws ChannelException {
        String name = ResourceNames.clean(method.queue());
        boolean serverNamed = name.isEmpty();
        String actualName = serverNamed ? GeneratedNames.queue() : name;
        permissions.configureQueue(actualName);
        QueueOptions options =
                new QueueOptions(method.durable(), method.exclusive(), method.autoDelete(), method.arguments());
        if (options.arguments().get("x-dead-letter-exchange") instanceof String deadLetterExchange) {
            permissions.readQueue(actualName);
            permissions.writeExchange(deadLetterExchange);
        }
        Object connection = channel.context().connection();
        return serverNamed
                ? virtualHost.queues().declareServerNamed(actualName, options, connection)
                : virtualHost.queues().declare(actualName, options, connection);
    }

    private void bind(QueueBind method) throws ChannelException {
        String name = nameOrLastDeclared(method.queue());
        permissions.writeQueue(name);
        permissions.readExchange(method.exchange());
        MessageQueue queue = require(name);
        String key = routingKey(method.queue(), method.routingKey());
        permissions.readTopic(virtualHost.exchanges().find(method.exchange()), key);
        long before = virtualHost.journal().definitions();
        virtualHost.bind(method.exchange(), queue, key, method.arguments());
        channel.sendWhenStored(new QueueBindOk(), before, method.noWait());
    }

    /** With both names left out, the queue's name is the routing key, too (AMQP 0-9-1 §1.7.2.3). */
    private String routingKey(String queueName, String routingKey) {
        return queueName.isEmpty() && routingKey.isEmpty() ? lastDeclared : routingKey;
    }

    private void unbind(QueueUnbind method) throws ChannelException {
        String name = nameOrLastDeclared(method.queue());
        permissions.writeQueue(name);
        permissions.readExchange(method.exchange());
        String key = routingKey(method.queue(), method.routingKey());
        permissions.readTopic(virtualHost.exchanges().find(method.exchange()), key);
        long before = virtualHost.journal().definitions();
        if (virtualHost.queues().find(name) != null) {
            virtualHost.unbind(method.exchange(), require(name), key, method.arguments());
        }
        channel.sendWhenStored(new QueueUnbindOk(), before, false);
    }

    private void purge(QueuePurge method) throws ChannelException {
        String name = nameOrLastDeclared(method.queue());
        permissions.readQueue(name);
        MessageQueue queue = require(name);
        int count = queue.readyCount();
        Completion purged = channel.waiting(() -> {
            if (!method.noWait()) {
                channel.send(new QueuePurgeOk(count));
            }
        });
        queue.purge(purged::stored);
    }

    private void delete(QueueDelete method) throws ChannelException {
        String name = nameOrLastDeclared(method.queue());
        permissions.configureQueue(name);
        long before = virtualHost.journal().definitions();
        int count = 0;
        if (virtualHost.queues().find(name) != null) {
            count = virtualHost.deleteQueue(require(name), method.ifUnused(), method.ifEmpty());
        }
        channel.sendWhenStored(new QueueDeleteOk(count), before, method.noWait());
    }
}
