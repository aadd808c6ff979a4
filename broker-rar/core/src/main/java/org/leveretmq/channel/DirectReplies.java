package org.leveretmq.channel;

import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.ConsumerOptions;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.vhost.ReplyQueues;
import org.leveretmq.wire.method.BasicConsume;

/**
 * The replies that a channel waits for without declaring a queue (RabbitMQ's direct reply-to): it consumes from
 * {@code amq.rabbitmq.reply-to}, and what it publishes with that name as {@code reply-to} leaves with a name of its own that is valid as
 * long as the consumer. Confined to the virtual host's loop.
 */
final class DirectReplies {
    private final Channel channel;
    private @Nullable Consumer consumer;

    DirectReplies(Channel channel) {
        this.channel = channel;
    }

    /** The consumer of a new reply queue. @throws ChannelException 406 if it wants to acknowledge, or there is one already */
    Consumer consume(BasicConsume method, String tag, ConsumerOptions options) throws ChannelException {
        if (!method.noAck()) {
            throw ChannelException.preconditionFailed("reply consumer cannot acknowledge");
        }
        if (current() != null) {
            throw ChannelException.preconditionFailed("reply consumer already set");
        }
        ChannelContext context = channel.context();
        MessageQueue queue =
                context.virtualHost().queues().replies().open(GeneratedNames.replyQueue(), context.connection());
        consumer = new Consumer(tag, queue, channel.subscriptions(), options);
        return consumer;
    }

    /** The properties as they are published. @throws ChannelException 406 if a reply is asked for that nobody waits for */
    MessageProperties addressed(MessageProperties properties) throws ChannelException {
        String replyTo = properties.replyTo();
        if (replyTo == null || !replyTo.equals(ReplyQueues.NAME)) {
            return properties;
        }
        Consumer waiting = current();
        if (waiting == null) {
            throw ChannelException.preconditionFailed("fast reply consumer does not exist");
        }
        return properties.toBuilder().replyTo(waiting.queue().name()).build();
    }

    private @Nullable Consumer current() {
        Consumer candidate = consumer;
        return candidate != null && channel.subscriptions().has(candidate.tag()) ? candidate : null;
    }
}
