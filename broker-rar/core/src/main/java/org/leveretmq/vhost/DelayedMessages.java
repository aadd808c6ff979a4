package org.leveretmq.vhost;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.leveretmq.durability.Journal;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueArguments;
import org.leveretmq.queue.QueueEnvironment;
import org.leveretmq.queue.QueueName;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/**
 * What exchanges keep back until its time has come. For each of them there is a queue that nobody else sees, ordered by time; it goes into the
 * store like any other, and costs one timer. Confined to the virtual host's loop.
 */
final class DelayedMessages {
    private static final String PREFIX = "amq.delayed.";
    private static final String EXCHANGE = "exchange";

    private final String virtualHost;
    private final Journal journal;
    private final AtomicLong queueIds;
    private final QueueEnvironment environment;
    private final Map<String, MessageQueue> byExchange = new HashMap<>();

    DelayedMessages(String virtualHost, Journal journal, AtomicLong queueIds, QueueEnvironment environment) {
        this.virtualHost = virtualHost;
        this.journal = journal;
        this.queueIds = queueIds;
        this.environment = environment;
    }

    /** Whether the store means such a queue, and not one that a client has declared: no client can declare this name. */
    static boolean keeps(StoredQueue stored) {
        return stored.name().startsWith(PREFIX);
    }

    /** The exchange that the stored queue belongs to. */
    static String exchangeOf(StoredQueue stored) {
        return stored.arguments().get(EXCHANGE) instanceof String name ? name : "";
    }

    /** The queue for what this exchange keeps back. */
    MessageQueue of(Exchange exchange) {
        MessageQueue known = byExchange.get(exchange.name());
        return known == null ? create(exchange) : known;
    }

    private MessageQueue create(Exchange exchange) {
        long id = queueIds.getAndIncrement();
        MessageQueue queue = add(exchange, id);
        if (exchange.durable()) {
            journal.define(new StoreOperation.PutQueue(new StoredQueue(
                    id, virtualHost, queue.name(), false, queue.options().arguments())));
        }
        return queue;
    }

    /** Makes the queue again that the store has kept for an exchange. */
    MessageQueue restore(Exchange exchange, StoredQueue stored) {
        queueIds.accumulateAndGet(stored.id() + 1, Math::max);
        return add(exchange, stored.id());
    }

    private MessageQueue add(Exchange exchange, long id) {
        QueueOptions options =
                new QueueOptions(exchange.durable(), false, false, FieldTable.of(Map.of(EXCHANGE, exchange.name())));
        MessageQueue queue = new MessageQueue(
                new QueueName(virtualHost, PREFIX + id),
                id,
                options,
                QueueArguments.delaying(exchange.name()),
                null,
                environment);
        byExchange.put(exchange.name(), queue);
        return queue;
    }

    /** The exchange is gone, and with it what it has kept back. */
    void remove(Exchange exchange) {
        MessageQueue queue = byExchange.remove(exchange.name());
        if (queue != null) {
            if (Queues.stored(queue)) {
                journal.define(new StoreOperation.RemoveQueue(queue.id()));
            }
            queue.delete();
        }
    }

    /** The messages that this exchange keeps back. */
    int count(Exchange exchange) {
        MessageQueue queue = byExchange.get(exchange.name());
        return queue == null ? 0 : queue.readyCount();
    }

    /** The virtual host ends. */
    void end() {
        byExchange.values().forEach(MessageQueue::delete);
        byExchange.clear();
    }
}
