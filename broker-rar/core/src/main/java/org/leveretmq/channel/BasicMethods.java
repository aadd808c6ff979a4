package org.leveretmq.channel;

import java.util.List;
import org.leveretmq.api.management.Figure;
import org.leveretmq.durability.Completion;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.ConsumerOptions;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.vhost.ReplyQueues;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicCancel;
import org.leveretmq.wire.method.BasicCancelOk;
import org.leveretmq.wire.method.BasicConsume;
import org.leveretmq.wire.method.BasicConsumeOk;
import org.leveretmq.wire.method.BasicGet;
import org.leveretmq.wire.method.BasicGetEmpty;
import org.leveretmq.wire.method.BasicGetOk;
import org.leveretmq.wire.method.BasicNack;
import org.leveretmq.wire.method.BasicQos;
import org.leveretmq.wire.method.BasicQosOk;
import org.leveretmq.wire.method.BasicRecover;
import org.leveretmq.wire.method.BasicRecoverAsync;
import org.leveretmq.wire.method.BasicRecoverOk;
import org.leveretmq.wire.method.BasicReject;
import org.leveretmq.wire.method.Method;

/** The class {@code basic} (AMQP 0-9-1 §1.8), but for publishing. Confined to the virtual host's loop. */
final class BasicMethods {
    private final Channel channel;
    private final Subscriptions subscriptions;
    private final TransactionMethods transactions;
    private final Permissions permissions;
    private final DirectReplies directReplies;
    private int prefetchCount;

    BasicMethods(
            Channel channel,
            Subscriptions subscriptions,
            TransactionMethods transactions,
            DirectReplies directReplies) {
        this.channel = channel;
        this.subscriptions = subscriptions;
        this.transactions = transactions;
        this.directReplies = directReplies;
        this.permissions = channel.context().permissions();
    }

    int prefetchCount() {
        return prefetchCount;
    }

    void handle(Method method) throws AmqpException {
        if (method instanceof BasicAck ack) {
            settle(ack.deliveryTag(), ack.multiple(), Settlement.ACKNOWLEDGE);
        } else if (method instanceof BasicNack nack) {
            settle(nack.deliveryTag(), nack.multiple(), Settlement.rejection(nack.requeue()));
        } else if (method instanceof BasicReject reject) {
            settle(reject.deliveryTag(), false, Settlement.rejection(reject.requeue()));
        } else if (method instanceof BasicGet get) {
            get(get);
        } else if (method instanceof BasicConsume consume) {
            consume(consume);
        } else if (method instanceof BasicCancel cancel) {
            cancel(cancel);
        } else if (method instanceof BasicQos qos) {
            qos(qos);
        } else if (method instanceof BasicRecover recover) {
            requireRequeue(recover, recover.requeue());
            channel.send(new BasicRecoverOk());
            subscriptions.settle(subscriptions.takeAll(), Settlement.REQUEUE);
        } else if (method instanceof BasicRecoverAsync recover) {
            requireRequeue(recover, recover.requeue());
            subscriptions.settle(subscriptions.takeAll(), Settlement.REQUEUE);
        } else if (!(method instanceof BasicCancelOk)) {
            throw Channel.notForServers(method);
        }
    }

    private void settle(long tag, boolean multiple, Settlement settlement) throws ChannelException {
        List<Delivery> deliveries = subscriptions.take(tag, multiple);
        if (transactions.selected()) {
            subscriptions.window().settled(deliveries.size());
            transactions.hold(
                    new HeldSettlement(channel.context().virtualHost(), subscriptions, deliveries, settlement));
        } else {
            subscriptions.settle(deliveries, settlement);
        }
    }

    private void get(BasicGet method) throws ChannelException {
        MessageQueue queue = requireReadable(method.queue());
        if (queue.singleActiveConsumer()) {
            throw ChannelException.resourceLocked("cannot obtain access to locked " + queue
                    + ". basic.get operations are not supported by queues with single active consumer");
        }
        if (queue.readable()) {
            get(method, queue);
            return;
        }
        Completion readable = channel.waiting(() -> get(method, queue));
        queue.whenReadable(readable::stored);
    }

    private void get(BasicGet method, MessageQueue queue) {
        QueueEntry entry = queue.get(method.noAck());
        if (entry == null) {
            channel.counters().count(Figure.GET_EMPTY);
            channel.send(new BasicGetEmpty());
            return;
        }
        subscriptions.countDelivered(method.noAck() ? Figure.GET_NO_ACK : Figure.GET, entry.redelivered());
        long tag = method.noAck() ? subscriptions.nextTag() : subscriptions.track(entry, null);
        subscriptions.trace(entry.message(), queue, entry.redelivered());
        Message message = entry.outgoing();
        BasicGetOk answer =
                new BasicGetOk(tag, entry.redelivered(), message.exchange(), message.routingKey(), queue.readyCount());
        channel.context().outbound().send(channel.number(), answer, message);
    }

    private void consume(BasicConsume method) throws AmqpException {
        if (subscriptions.has(method.consumerTag())) {
            throw new ConnectionException(
                    ReplyCode.NOT_ALLOWED,
                    "attempt to reuse consumer tag '" + method.consumerTag() + "'",
                    method.classId(),
                    method.methodId());
        }
        String tag = method.consumerTag().isEmpty() ? GeneratedNames.consumerTag() : method.consumerTag();
        ConsumerOptions options = ConsumeArguments.parse(method, prefetchCount);
        Consumer consumer = method.queue().equals(ReplyQueues.NAME)
                ? directReplies.consume(method, tag, options)
                : new Consumer(tag, requireReadable(method.queue()), subscriptions, options);
        subscriptions.add(consumer);
        if (!method.noWait()) {
            channel.send(new BasicConsumeOk(tag));
        }
        consumer.queue().deliverReady();
    }

    private MessageQueue requireReadable(String queueName) throws ChannelException {
        String name = channel.queueMethods().nameOrLastDeclared(queueName);
        permissions.readQueue(name);
        return channel.queueMethods().require(name);
    }

    private void cancel(BasicCancel method) {
        subscriptions.cancel(method.consumerTag());
        if (!method.noWait()) {
            channel.send(new BasicCancelOk(method.consumerTag()));
        }
    }

    private void qos(BasicQos method) throws ConnectionException {
        if (method.prefetchSize() != 0) {
            throw new ConnectionException(
                    ReplyCode.NOT_IMPLEMENTED,
                    "prefetch_size!=0 (" + method.prefetchSize() + ")",
                    method.classId(),
                    method.methodId());
        }
        if (method.global()) {
            subscriptions.globalPrefetch(method.prefetchCount());
        } else {
            prefetchCount = method.prefetchCount();
        }
        channel.send(new BasicQosOk());
    }

    private static void requireRequeue(Method method, boolean requeue) throws ConnectionException {
        if (!requeue) {
            throw new ConnectionException(
                    ReplyCode.NOT_IMPLEMENTED, "requeue=false", method.classId(), method.methodId());
        }
    }
}
