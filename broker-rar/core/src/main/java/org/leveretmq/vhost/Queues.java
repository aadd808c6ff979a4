package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.durability.Journal;
import org.leveretmq.error.ChannelException;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueArguments;
import org.leveretmq.queue.QueueEnvironment;
import org.leveretmq.queue.QueueName;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.statistics.Tick;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;

/** The queues of a virtual host (AMQP 0-9-1 §1.7). Confined to its loop. */
public final class Queues {
    private static final int SAVED_AT_ONCE = 64;
    private static final int SAMPLED_AT_ONCE = 1024;

    private final VirtualHost host;
    private final SerialLoop loop;
    private final String virtualHost;
    private final Consumer<MessageQueue> created;
    /** Told of a queue that the store does not take. */
    private final Consumer<MessageQueue> refused;

    private final Journal journal;
    private final AtomicLong queueIds;
    private final QueueEnvironment environment;
    private final Map<String, MessageQueue> byName = new HashMap<>();
    private final IdentityHashMap<Object, Set<MessageQueue>> byOwner = new IdentityHashMap<>();
    private final ReplyQueues replies;

    Queues(
            VirtualHost host,
            Journal journal,
            AtomicLong queueIds,
            QueueEnvironment environment,
            Consumer<MessageQueue> created,
            Consumer<MessageQueue> refused) {
        this.host = host;
        this.loop = environment.loop();
        this.virtualHost = host.name();
        this.created = created;
        this.refused = refused;
        this.journal = journal;
        this.queueIds = queueIds;
        this.environment = environment;
        this.replies = new ReplyQueues(virtualHost, environment);
    }

    /** The queues of those who wait for direct replies. */
    public ReplyQueues replies() {
        return replies;
    }

    /** The queue with this name, or null. */
    public @Nullable MessageQueue find(String name) {
        return byName.get(name);
    }

    /**
     * The queue with this name, for use by a connection.
     *
     * @throws ChannelException 404 if there is none, 405 if it is exclusive to another connection
     */
    public MessageQueue require(String name, Object connection) throws ChannelException {
        MessageQueue queue = byName.get(name);
        if (queue == null) {
            throw ChannelException.notFound("no " + new QueueName(virtualHost, name));
        }
        if (!queue.accessibleBy(connection)) {
            throw locked(queue);
        }
        return queue;
    }

    /** Stores how far each queue was delivered, so that after the next start only those messages count as redelivered; nothing is delivered any more. */
    public void storeDelivered() {
        for (MessageQueue queue : byName.values()) {
            if (stored(queue)) {
                journal.define(new StoreOperation.MarkDelivered(queue.id(), queue.deliveredUpTo()));
            }
        }
    }

    /** It is time for a sample of each, some of them in each task of the loop. */
    void sample(Tick tick) {
        Iterator<MessageQueue> left = List.copyOf(byName.values()).iterator();
        loop.inSteps(() -> {
            for (int i = 0; i < SAMPLED_AT_ONCE && left.hasNext(); i++) {
                left.next().statistics().sample(tick);
            }
            return left.hasNext();
        });
    }

    /** Has all queues keep only the next few messages in memory, some of them in each task of the loop. */
    void saveMemory() {
        Iterator<MessageQueue> left = List.copyOf(byName.values()).iterator();
        loop.inSteps(() -> {
            for (int i = 0; i < SAVED_AT_ONCE && left.hasNext(); i++) {
                left.next().saveMemory();
            }
            return left.hasNext();
        });
    }

    /** All queues, in no order. */
    public Collection<MessageQueue> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * Declares a queue (AMQP 0-9-1 §1.7.2.1); an equivalent one that exists already is fine.
     *
     * @param connection the owner, if the queue is to be exclusive
     * @throws ChannelException 403 for new reserved names, 405 if it is exclusive to another connection or exclusive and shared do not
     *     agree, 406 if a queue with this name differs or an argument is invalid
     */
    public MessageQueue declare(String name, QueueOptions options, Object connection) throws ChannelException {
        MessageQueue existing = byName.get(name);
        if (existing != null) {
            requireEquivalent(existing, options, connection);
            existing.touch();
            return existing;
        }
        ReservedNames.requireFree("queue", name);
        return create(name, options, connection);
    }

    /** Declares a queue under a name of the server's choosing, which may begin with {@code amq.}. */
    public MessageQueue declareServerNamed(String name, QueueOptions options, Object connection)
            throws ChannelException {
        return create(name, options, connection);
    }

    private MessageQueue create(String name, QueueOptions options, Object connection) throws ChannelException {
        requireRoom(name);
        host.counters().count(Figure.QUEUE_CREATED);
        long id = queueIds.getAndIncrement();
        MessageQueue queue = put(name, id, options, options.exclusive() ? connection : null);
        if (stored(queue)) {
            StoredQueue stored = new StoredQueue(id, virtualHost, name, options.autoDelete(), options.arguments());
            journal.define(new StoreOperation.PutQueue(stored), () -> refused.accept(queue));
        }
        return queue;
    }

    private void requireRoom(String name) throws ChannelException {
        Long maxQueues = host.properties().maxQueues();
        if (maxQueues != null && byName.size() >= maxQueues) {
            throw ChannelException.preconditionFailed("cannot declare queue '" + name + "': queue limit in vhost '"
                    + virtualHost + "' (" + maxQueues + ") is reached");
        }
    }

    private MessageQueue put(String name, long id, QueueOptions options, @Nullable Object owner)
            throws ChannelException {
        QueueName queueName = new QueueName(virtualHost, name);
        QueueArguments arguments = QueueArguments.parse(queueName, options.arguments());
        MessageQueue queue = new MessageQueue(queueName, id, options, arguments, owner, environment);
        byName.put(name, queue);
        if (owner != null) {
            byOwner.computeIfAbsent(owner, connection -> new LinkedHashSet<>()).add(queue);
        }
        created.accept(queue);
        return queue;
    }

    /** Makes a queue again that the store has kept. @throws ChannelException 406 if its arguments are not valid any more */
    MessageQueue restore(StoredQueue stored) throws ChannelException {
        queueIds.accumulateAndGet(stored.id() + 1, Math::max);
        QueueOptions options = new QueueOptions(true, false, stored.autoDelete(), stored.arguments());
        return put(stored.name(), stored.id(), options, null);
    }

    private void requireEquivalent(MessageQueue existing, QueueOptions options, Object connection)
            throws ChannelException {
        QueueOptions current = existing.options();
        Equivalence equivalence = new Equivalence(existing.toString());
        equivalence.same("durable", options.durable(), current.durable());
        equivalence.same("auto_delete", options.autoDelete(), current.autoDelete());
        if (options.exclusive() != current.exclusive() || !existing.accessibleBy(connection)) {
            throw locked(existing);
        }
        QueueArguments.parse(new QueueName(virtualHost, existing.name()), options.arguments());
        equivalence.sameArguments(QueueArguments.COMPARED, options.arguments(), current.arguments());
    }

    /** Whether the store keeps the queue and its persistent messages. */
    static boolean stored(MessageQueue queue) {
        return queue.options().durable() && queue.owner() == null;
    }

    /** Takes the queue away; its bindings are gone already. */
    void remove(MessageQueue queue) {
        if (replies.remove(queue)) {
            return;
        }
        byName.remove(queue.name());
        host.counters().count(Figure.QUEUE_DELETED);
        Object owner = queue.owner();
        if (owner != null) {
            byOwner.computeIfPresent(owner, (connection, queues) -> {
                queues.remove(queue);
                return queues.isEmpty() ? null : queues;
            });
        }
        if (stored(queue) || queue.usesStore()) {
            journal.define(new StoreOperation.RemoveQueue(queue.id()));
        }
    }

    /** The queues that the connection has exclusively. */
    List<MessageQueue> ownedBy(Object connection) {
        return new ArrayList<>(byOwner.getOrDefault(connection, Set.of()));
    }

    private ChannelException locked(MessageQueue queue) {
        return ChannelException.resourceLocked("cannot obtain exclusive access to locked " + queue
                + ". It could be originally declared on another connection or the exclusive property value does not"
                + " match that of the original declaration.");
    }
}
