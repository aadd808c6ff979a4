package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.queries.CursoredStream;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredPolicy;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** Reads a store from beginning to end, messages by cursor. Used once, by one thread. */
final class StoreReader {
    /** A message in several queues. */
    private record SharedMessage(Message message, long arrivedAtMillis) {}

    private static final int CURSOR_ROWS = 500;

    private final EntityManager manager;
    private final ForwardingVisitor visitor;

    StoreReader(EntityManager manager, ForwardingVisitor visitor) {
        this.manager = manager;
        this.visitor = visitor;
    }

    void read() {
        all(VirtualHostRow.class).forEach(row -> visitor.visitor().virtualHost(DefinitionRows.virtualHost(row)));
        all(UserRow.class).forEach(row -> visitor.definitionRead(row.userId, DefinitionRows.user(row)));
        all(PermissionRow.class)
                .forEach(row -> visitor.definitionRead(row.permissionId, DefinitionRows.permission(row)));
        all(TopicPermissionRow.class)
                .forEach(row -> visitor.definitionRead(row.permissionId, DefinitionRows.topicPermission(row)));
        all(PolicyRow.class).forEach(this::policy);
        all(ExchangeRow.class).forEach(this::exchange);
        List<QueueRow> queues = all(QueueRow.class);
        queues.forEach(this::queue);
        all(BindingRow.class).forEach(this::binding);
        Map<Long, SharedMessage> shared = sharedMessages();
        queues.forEach(queue -> entries(queue.queueId, shared));
    }

    private <T> List<T> all(Class<T> type) {
        return manager.createQuery("SELECT r FROM " + type.getSimpleName() + " r", type)
                .getResultList();
    }

    private void policy(PolicyRow row) {
        visitor.definitionRead(
                row.policyId,
                new StoredPolicy(
                        row.virtualHost,
                        row.name,
                        row.operator,
                        row.pattern,
                        row.applyTo,
                        row.priority,
                        table(row.definition)));
    }

    private void exchange(ExchangeRow row) {
        visitor.exchangeRead(
                row.exchangeId,
                new StoredExchange(
                        row.virtualHost, row.name, row.type, row.autoDelete, row.internal, table(row.arguments)));
    }

    private void queue(QueueRow row) {
        visitor.visitor()
                .queue(new StoredQueue(row.queueId, row.virtualHost, row.name, row.autoDelete, table(row.arguments)));
    }

    private void binding(BindingRow row) {
        visitor.bindingRead(
                row.bindingId,
                new StoredBinding(
                        row.virtualHost,
                        row.source,
                        row.destination,
                        row.destinationIsQueue,
                        row.routingKey,
                        table(row.arguments)));
    }

    private static FieldTable table(byte[] encoded) {
        try {
            return FieldTableCodec.decode(ByteBuffer.wrap(encoded));
        } catch (ConnectionException e) {
            throw new IllegalStateException("the arguments of a definition are unreadable", e);
        }
    }

    private Map<Long, SharedMessage> sharedMessages() {
        Map<Long, SharedMessage> messages = new HashMap<>();
        manager.createQuery("SELECT m FROM MessageRow m WHERE m.queueId = 0", MessageRow.class)
                .getResultList()
                .forEach(row ->
                        messages.put(row.messageId, new SharedMessage(MessageRows.message(row), row.arrivedAtMillis)));
        return messages;
    }

    /** The places of shared messages are read first and given out between the others, where they belong. */
    private void entries(long queueId, Map<Long, SharedMessage> shared) {
        TreeMap<Long, Long> references = new TreeMap<>();
        manager.createQuery("SELECT r FROM ReferenceRow r WHERE r.queueId = :queue", ReferenceRow.class)
                .setParameter("queue", queueId)
                .getResultList()
                .forEach(row -> references.put(row.position, row.messageId));
        CursoredStream rows = (CursoredStream)
                manager.createQuery("SELECT m FROM MessageRow m WHERE m.queueId = :queue ORDER BY m.position")
                        .setParameter("queue", queueId)
                        .setHint(QueryHints.CURSOR, true)
                        .setHint(QueryHints.CURSOR_INITIAL_SIZE, CURSOR_ROWS)
                        .setHint(QueryHints.CURSOR_PAGE_SIZE, CURSOR_ROWS)
                        .setHint(QueryHints.READ_ONLY, true)
                        .getSingleResult();
        try {
            while (rows.hasMoreElements()) {
                MessageRow row = (MessageRow) rows.next();
                sharedUpTo(queueId, row.position, references, shared);
                visitor.visitor()
                        .entry(
                                row.messageId,
                                MessageRows.message(row),
                                row.arrivedAtMillis,
                                new EntryKey(queueId, row.position),
                                false);
            }
        } finally {
            rows.close();
        }
        sharedUpTo(queueId, Long.MAX_VALUE, references, shared);
    }

    private void sharedUpTo(
            long queueId, long position, NavigableMap<Long, Long> references, Map<Long, SharedMessage> shared) {
        while (!references.isEmpty() && references.firstKey() < position) {
            Map.Entry<Long, Long> reference = references.pollFirstEntry();
            SharedMessage found = shared.get(reference.getValue());
            if (found != null) {
                visitor.visitor()
                        .entry(
                                reference.getValue(),
                                found.message,
                                found.arrivedAtMillis,
                                new EntryKey(queueId, reference.getKey()),
                                true);
            }
        }
    }
}
