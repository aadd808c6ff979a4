package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.types.FieldTableCodec;

/**
 * Applies operations in a transaction: messages in batches, and no row is read in order to be removed. Used for one commit, by
 * one thread.
 */
final class OperationWriter {
    private final EntityManager manager;
    private final Connection connection;
    private final DefinitionIds ids;
    private final RowWriter rows;
    private long removedWithQueues;
    private boolean postponed;

    OperationWriter(EntityManager manager, Connection connection, DefinitionIds ids) {
        this.manager = manager;
        this.connection = connection;
        this.rows = new RowWriter(connection);
        this.ids = ids;
    }

    /** Rows of messages that were inserted, and of their places. */
    long inserted() {
        return rows.inserted();
    }

    /** Rows of messages that were removed, and of their places. */
    long removed() {
        return rows.removed() + removedWithQueues;
    }

    /** Whether messages of removed queues are left for {@link RemovedQueues}. */
    boolean postponed() {
        return postponed;
    }

    /** Applies the operations in their order. */
    void apply(List<StoreOperation> operations) {
        for (StoreOperation operation : operations) {
            if (!rows.add(operation)) {
                rows.flush();
                define(operation);
            }
        }
        rows.flush();
    }

    private void define(StoreOperation operation) {
        if (operation instanceof StoreOperation.PutVirtualHost put) {
            execute(
                    "DELETE FROM lmq_virtual_host WHERE name = ?1",
                    put.virtualHost().name());
            manager.persist(DefinitionRows.of(put.virtualHost()));
        } else if (operation instanceof StoreOperation.RemoveVirtualHost remove) {
            removeVirtualHost(remove.name());
        } else if (operation instanceof StoreOperation.PutDefinition put) {
            removeDefinition(put.definition().key());
            long id = ids.addDefinition(put.definition().key());
            manager.persist(DefinitionRows.of(id, put.definition()));
        } else if (operation instanceof StoreOperation.RemoveDefinition remove) {
            removeDefinition(remove.key());
        } else if (operation instanceof StoreOperation.PutExchange put) {
            put(put.exchange());
        } else if (operation instanceof StoreOperation.RemoveExchange remove) {
            removeExchange(remove.virtualHost(), remove.name());
        } else if (operation instanceof StoreOperation.PutQueue put) {
            execute("DELETE FROM lmq_queue WHERE queue_id = ?1", put.queue().id());
            manager.persist(new QueueRow(
                    put.queue().id(),
                    put.queue().virtualHost(),
                    put.queue().name(),
                    put.queue().autoDelete(),
                    FieldTableCodec.encode(put.queue().arguments())));
        } else if (operation instanceof StoreOperation.RemoveQueue remove) {
            removeQueue(remove.queueId());
        } else if (operation instanceof StoreOperation.MarkDelivered mark) {
            manager.createNativeQuery("UPDATE lmq_queue SET delivered_up_to = ?1 WHERE queue_id = ?2")
                    .setParameter(1, mark.upToPosition())
                    .setParameter(2, mark.queueId())
                    .executeUpdate();
        } else if (operation instanceof StoreOperation.PutBinding put) {
            put(put.binding());
        } else if (operation instanceof StoreOperation.RemoveBinding remove) {
            Long id = ids.removeBinding(remove.binding());
            if (id != null) {
                execute("DELETE FROM lmq_binding WHERE binding_id = ?1", id);
            }
        }
        manager.flush();
    }

    private void removeDefinition(StoredDefinition.Key key) {
        Long id = ids.removeDefinition(key);
        if (id != null) {
            DefinitionRows.delete(manager, key.kind(), id);
        }
    }

    private void put(StoredExchange exchange) {
        removeExchange(exchange.virtualHost(), exchange.name());
        long id = ids.addExchange(exchange.virtualHost(), exchange.name());
        manager.persist(new ExchangeRow(
                id,
                exchange.virtualHost(),
                exchange.name(),
                exchange.type(),
                exchange.autoDelete(),
                exchange.internal(),
                FieldTableCodec.encode(exchange.arguments())));
    }

    private void removeExchange(String virtualHost, String name) {
        Long id = ids.removeExchange(virtualHost, name);
        if (id != null) {
            execute("DELETE FROM lmq_exchange WHERE exchange_id = ?1", id);
        }
    }

    private void put(StoredBinding binding) {
        Long id = ids.addBinding(binding);
        if (id == null) {
            return;
        }
        manager.persist(new BindingRow(
                id,
                binding.virtualHost(),
                binding.source(),
                binding.destination(),
                binding.destinationIsQueue(),
                binding.routingKey(),
                FieldTableCodec.encode(binding.arguments())));
    }

    private void removeQueue(long queueId) {
        execute("DELETE FROM lmq_queue WHERE queue_id = ?1", queueId);
        if (postpone(queueId)) {
            postponed = true;
            return;
        }
        removedWithQueues += execute("DELETE FROM lmq_message WHERE queue_id = ?1", queueId);
        int references = execute("DELETE FROM lmq_message_reference WHERE queue_id = ?1", queueId);
        removedWithQueues += references;
        if (references > 0) {
            removeUnreferenced();
        }
    }

    private boolean postpone(long queueId) {
        try {
            return RemovedQueues.postpone(connection, queueId);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void removeUnreferenced() {
        removedWithQueues += manager.createNativeQuery(
                        "DELETE FROM lmq_message WHERE queue_id = 0 AND NOT EXISTS (SELECT 1 FROM"
                                + " lmq_message_reference r WHERE r.message_id = lmq_message.position)")
                .executeUpdate();
    }

    private void removeVirtualHost(String name) {
        List<?> queueIds = manager.createNativeQuery("SELECT queue_id FROM lmq_queue WHERE virtual_host = ?1")
                .setParameter(1, name)
                .getResultList();
        queueIds.forEach(id -> removeQueue(((Number) id).longValue()));
        execute("DELETE FROM lmq_exchange WHERE virtual_host = ?1", name);
        execute("DELETE FROM lmq_binding WHERE virtual_host = ?1", name);
        execute("DELETE FROM lmq_virtual_host WHERE name = ?1", name);
        String branches = " WHERE branch_id IN (SELECT b.branch_id FROM lmq_branch b WHERE b.virtual_host = ?1)";
        execute("DELETE FROM lmq_branch_message" + branches, name);
        execute("DELETE FROM lmq_branch_settlement" + branches, name);
        execute("DELETE FROM lmq_branch WHERE virtual_host = ?1", name);
        ids.removeVirtualHost(name);
    }

    private int execute(String sql, Object parameter) {
        return manager.createNativeQuery(sql).setParameter(1, parameter).executeUpdate();
    }
}
