package org.leveretmq.channel;

import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.durability.Completion;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.transaction.PublishOperation;
import org.leveretmq.vhost.PublishResult;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.wire.method.BasicPublish;
import org.leveretmq.wire.method.BasicReturn;
import org.leveretmq.wire.method.ConfirmSelect;
import org.leveretmq.wire.method.ConfirmSelectOk;
import org.leveretmq.wire.method.Method;

/** What a client publishes on a channel (AMQP 0-9-1 §1.8.3.6), with or without confirms. Confined to the virtual host's loop. */
public final class Publishing {
    private final Channel channel;
    private final VirtualHost virtualHost;
    private final TransactionMethods transactions;
    private final DirectReplies directReplies;
    private @Nullable ConfirmTracker confirms;

    Publishing(Channel channel, TransactionMethods transactions, DirectReplies directReplies) {
        this.channel = channel;
        this.virtualHost = channel.context().virtualHost();
        this.transactions = transactions;
        this.directReplies = directReplies;
    }

    /** Whether the client has selected confirms. */
    public boolean confirming() {
        return confirms != null;
    }

    /** Publishes that were not confirmed yet. */
    public int unconfirmed() {
        return confirms == null ? 0 : confirms.unsettled();
    }

    void handle(Method method) throws AmqpException {
        if (!(method instanceof ConfirmSelect select)) {
            throw Channel.notForServers(method);
        }
        if (transactions.selected()) {
            throw ChannelException.preconditionFailed("cannot switch from tx to confirm mode");
        }
        if (confirms == null) {
            confirms = new ConfirmTracker(virtualHost.loop(), channel.context().outbound(), channel.number());
        }
        if (!select.noWait()) {
            channel.send(new ConfirmSelectOk());
        }
    }

    void publish(Publication publication) throws AmqpException {
        BasicPublish method = publication.method();
        MessageProperties properties = directReplies.addressed(publication.properties());
        requireNotImmediate(method);
        channel.context().permissions().writeExchange(method.exchange());
        PublishedProperties.validate(properties, channel.context().permissions().user());
        Message message = new Message(method.exchange(), method.routingKey(), properties, publication.body());
        Exchange exchange = virtualHost.requirePublishable(message);
        channel.context().permissions().writeTopic(exchange, message.routingKey());
        if (transactions.selected()) {
            virtualHost.transactionMemory().requireRoom();
            channel.counters().count(Figure.PUBLISH);
            transactions.hold(new PublishOperation(
                    virtualHost, message, method.mandatory(), channel.tap(), this::returnUnroutable));
        } else {
            publish(exchange, message, method.mandatory());
        }
    }

    private static void requireNotImmediate(BasicPublish method) throws ConnectionException {
        if (method.immediate()) {
            throw new ConnectionException(
                    ReplyCode.NOT_IMPLEMENTED, "immediate=true", method.classId(), method.methodId());
        }
    }

    private void publish(Exchange exchange, Message message, boolean mandatory) {
        ConfirmTracker tracker = confirms;
        if (tracker == null) {
            route(exchange, message, mandatory, Completion.NONE);
            return;
        }
        long number = tracker.next();
        Completion completion = message.persistent() ? confirming(tracker, number) : Completion.NONE;
        PublishResult result = route(exchange, message, mandatory, completion);
        if (result == PublishResult.REFUSED) {
            tracker.nack(number);
        } else if (result != PublishResult.STORING) {
            tracker.ack(number);
            countConfirmed();
        }
    }

    private void countConfirmed() {
        virtualHost.counters().count(Figure.CONFIRM);
        channel.counters().count(Figure.CONFIRM);
    }

    private Completion confirming(ConfirmTracker tracker, long number) {
        return new Completion() {
            @Override
            public void stored() {
                countConfirmed();
                if (!channel.ended()) {
                    tracker.ack(number);
                }
            }

            @Override
            public void failed(String reason) {
                if (!channel.ended()) {
                    tracker.nack(number);
                }
            }
        };
    }

    private PublishResult route(Exchange exchange, Message message, boolean mandatory, Completion completion) {
        PublishResult result = virtualHost.publish(exchange, message, completion);
        channel.counters().count(Figure.PUBLISH);
        virtualHost.firehose().published(message, channel.tap());
        if (result == PublishResult.UNROUTABLE) {
            unroutable(message, mandatory);
        }
        return result;
    }

    private void unroutable(Message message, boolean mandatory) {
        if (mandatory) {
            returnUnroutable(message);
        } else {
            virtualHost.counters().count(Figure.DROP_UNROUTABLE);
            channel.counters().count(Figure.DROP_UNROUTABLE);
        }
    }

    private void returnUnroutable(Message message) {
        if (channel.ended()) {
            return;
        }
        virtualHost.counters().count(Figure.RETURN_UNROUTABLE);
        channel.counters().count(Figure.RETURN_UNROUTABLE);
        BasicReturn method = new BasicReturn(
                ReplyCode.NO_ROUTE.code(), ReplyCode.NO_ROUTE.name(), message.exchange(), message.routingKey());
        channel.context().outbound().send(channel.number(), method, message);
    }
}
