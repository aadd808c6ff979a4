package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.types.FieldTableCodec;

/**
 * Applies operations in a transaction: rows are inserted and removed in batches, and no row is read in order to be removed. Used for one commit, by
 * one thread.
 */
final class OperationWriter {
    private final EntityManager manager;
    private final DefinitionIds ids;
    private long inserted;
    private long removed;

    OperationWriter(EntityManager manager, DefinitionIds ids) {
        this.manager = manager;
        this.ids = ids;
    }

    /** Rows of messages that were inserted, and of their places. */
    long inserted() {
        return inserted;
    }

    /** Rows of messages that were removed, and of their places. */
    long removed() {
        return removed;
    }

    /** Applies one operation; what it has to remove by key may still wait in the entity manager. */
    void apply(StoreOperation operation) {
        if (operation instanceof StoreOperation.InsertMessage insert) {
            insert(insert);
        } else if (operation instanceof StoreOperation.RemoveEntry remove) {
            remove(remove);
        } else {
            manager.flush();
            define(operation);
        }
    }

    private void insert(StoreOperation.InsertMessage insert) {
        List<EntryKey> entries = insert.entries();
        boolean shared = entries.size() > 1;
        EntryKey place = shared ? new EntryKey(0, 0) : entries.get(0);
        inserted += shared ? 1 + entries.size() : 1;
        MessageRow row = MessageRows.of(insert.messageId(), place, insert.message(), insert.arrivedAtMillis());
        row.persistent = insert.lasting();
        manager.persist(row);
        if (shared) {
            entries.forEach(
                    entry -> manager.persist(new ReferenceRow(entry.queueId(), entry.position(), insert.messageId())));
        }
    }

    /** Removes without reading first: JPA is told that a row with this key exists (four times faster than find and remove). */
    private void remove(StoreOperation.RemoveEntry remove) {
        UnitOfWork unit = manager.unwrap(UnitOfWork.class);
        if (remove.shared()) {
            ReferenceRow reference =
                    new ReferenceRow(remove.entry().queueId(), remove.entry().position(), remove.messageId());
            unit.deleteObject(unit.registerExistingObject(reference));
            removed++;
        }
        if (remove.last() || !remove.shared()) {
            unit.deleteObject(unit.registerExistingObject(new MessageRow(remove.messageId())));
            removed++;
        }
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
        removed += execute("DELETE FROM lmq_message WHERE queue_id = ?1", queueId);
        int references = execute("DELETE FROM lmq_message_reference WHERE queue_id = ?1", queueId);
        removed += references;
        if (references > 0) {
            removeUnreferenced();
        }
    }

    private void removeUnreferenced() {
        removed += manager.createNativeQuery("DELETE FROM lmq_message WHERE queue_id = 0 AND NOT EXISTS (SELECT 1 FROM"
                        + " lmq_message_reference r WHERE r.message_id = lmq_message.message_id)")
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
        ids.removeVirtualHost(name);
    }

    private int execute(String sql, Object parameter) {
        return manager.createNativeQuery(sql).setParameter(1, parameter).executeUpdate();
    }
}
