package org.leveretmq.vhost;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueArguments;
import org.leveretmq.queue.QueueEnvironment;
import org.leveretmq.queue.QueueName;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;

/**
 * The queues behind RabbitMQ's direct reply-to, one for each waiting consumer. Replies reach them through the default exchange under a name
 * that cannot be guessed; nobody can declare, bind, list or read them otherwise. Confined to the virtual host's loop.
 */
public final class ReplyQueues {
    /** The name that clients consume from, and put into {@code reply-to}. */
    public static final String NAME = "amq.rabbitmq.reply-to";

    /** What the name of each reply queue begins with. */
    public static final String PREFIX = NAME + ".";

    /** A reply queue lives as long as its consumer, and only its connection can use it. */
    private static final QueueOptions OPTIONS = new QueueOptions(false, true, true, FieldTable.EMPTY);

    private final String virtualHost;
    private final QueueEnvironment environment;
    private final Map<String, MessageQueue> byName = new HashMap<>();

    ReplyQueues(String virtualHost, QueueEnvironment environment) {
        this.virtualHost = virtualHost;
        this.environment = environment;
    }

    /** The reply queue with this name, or null. */
    public @Nullable MessageQueue find(String name) {
        return name.startsWith(PREFIX) ? byName.get(name) : null;
    }

    /** A new reply queue of this connection; it goes with its consumer. */
    public MessageQueue open(String name, Object connection) throws ChannelException {
        QueueName queueName = new QueueName(virtualHost, name);
        QueueArguments arguments = QueueArguments.parse(queueName, FieldTable.EMPTY);
        MessageQueue queue = new MessageQueue(queueName, 0, OPTIONS, arguments, connection, environment);
        byName.put(name, queue);
        return queue;
    }

    /** Takes the queue away. Returns false if it is not a reply queue. */
    boolean remove(MessageQueue queue) {
        return byName.remove(queue.name(), queue);
    }
}
