package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredParameter;
import org.leveretmq.store.StoredPolicy;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.FieldTableCodec;

/** Reads everything but messages. Used once, by one thread. */
final class DefinitionReader {
    private final EntityManager manager;
    private final ForwardingVisitor visitor;
    private final Map<Long, Long> deliveredUpTo = new HashMap<>();

    DefinitionReader(EntityManager manager, ForwardingVisitor visitor) {
        this.manager = manager;
        this.visitor = visitor;
    }

    /** The queues that were read, with the last position that may have been delivered. */
    Map<Long, Long> deliveredUpTo() {
        return deliveredUpTo;
    }

    void read() {
        all(VirtualHostRow.class).forEach(row -> visitor.visitor().virtualHost(DefinitionRows.virtualHost(row)));
        all(UserRow.class).forEach(row -> visitor.definitionRead(row.userId, DefinitionRows.user(row)));
        all(PermissionRow.class)
                .forEach(row -> visitor.definitionRead(row.permissionId, DefinitionRows.permission(row)));
        all(TopicPermissionRow.class)
                .forEach(row -> visitor.definitionRead(row.permissionId, DefinitionRows.topicPermission(row)));
        all(PolicyRow.class).forEach(this::policy);
        all(ParameterRow.class).forEach(this::parameter);
        all(ExchangeRow.class).forEach(this::exchange);
        all(QueueRow.class).forEach(this::queue);
        all(BindingRow.class).forEach(this::binding);
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

    private void parameter(ParameterRow row) {
        visitor.definitionRead(
                row.parameterId, new StoredParameter(row.component, row.virtualHost, row.name, table(row.value)));
    }

    private void exchange(ExchangeRow row) {
        visitor.exchangeRead(
                row.exchangeId,
                new StoredExchange(
                        row.virtualHost, row.name, row.type, row.autoDelete, row.internal, table(row.arguments)));
    }

    private void queue(QueueRow row) {
        deliveredUpTo.put(row.queueId, row.deliveredUpTo == null ? Long.MAX_VALUE : row.deliveredUpTo);
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
}
