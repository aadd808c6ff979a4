package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.List;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.types.FieldTableCodec;

/**
 * Keeps definitions and messages in a relational database by JPA. A commit is one transaction: rows are inserted and removed in batches, and
 * no row is read in order to be removed. Calls come from one thread at a time.
 */
public final class JpaMessageStore implements MessageStore {
    /** Opens and closes the database that a store is in. */
    public interface Database {
        /** What and where it is, without credentials. */
        String description();

        /** Connects. @throws StoreException with a sentence that says what to do */
        EntityManagerFactory open() throws StoreException;

        /** What the tables are made for. */
        Dialect dialect();

        /** Disconnects, so that nothing of the database is left in this process. */
        void close();
    }

    private final Database database;
    private final DefinitionIds ids = new DefinitionIds();
    private @Nullable TransactionRunner transactions;
    private @Nullable EntityManagerFactory factory;

    /** A store in this database, not opened yet. */
    public JpaMessageStore(Database database) {
        this.database = database;
    }

    @Override
    public String description() {
        return database.description();
    }

    @Override
    public void open() throws StoreException {
        EntityManagerFactory opened = database.open();
        factory = opened;
        TransactionRunner runner = new ResourceLocalTransactions(opened);
        transactions = runner;
        new Schema(runner, database.dialect()).prepare();
    }

    @Override
    public void recover(RecoveryVisitor visitor) throws StoreException {
        ids.clear();
        try {
            requireOpen().run(manager -> new StoreReader(manager, new Remembering(visitor)).read());
        } catch (PersistenceException | IllegalStateException e) {
            throw new StoreException("The store (" + description() + ") cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void commit(List<StoreOperation> operations) throws StoreException {
        try {
            requireOpen().run(manager -> operations.forEach(operation -> apply(manager, operation)));
            ids.committed();
        } catch (PersistenceException e) {
            throw new StoreException("The store (" + description() + ") has refused a commit: " + e.getMessage(), e);
        } finally {
            ids.rolledBack();
        }
    }

    private void apply(EntityManager manager, StoreOperation operation) {
        if (operation instanceof StoreOperation.InsertMessage insert) {
            insert(manager, insert);
        } else if (operation instanceof StoreOperation.RemoveEntry remove) {
            remove(manager, remove);
        } else {
            manager.flush();
            define(manager, operation);
        }
    }

    private static void insert(EntityManager manager, StoreOperation.InsertMessage insert) {
        List<EntryKey> entries = insert.entries();
        boolean shared = entries.size() > 1;
        EntryKey place = shared ? new EntryKey(0, 0) : entries.get(0);
        manager.persist(MessageRows.of(insert.messageId(), place, insert.message(), insert.arrivedAtMillis()));
        if (shared) {
            entries.forEach(
                    entry -> manager.persist(new ReferenceRow(entry.queueId(), entry.position(), insert.messageId())));
        }
    }

    /** Removes without reading first: JPA is told that a row with this key exists (four times faster than find and remove). */
    private static void remove(EntityManager manager, StoreOperation.RemoveEntry remove) {
        UnitOfWork unit = manager.unwrap(UnitOfWork.class);
        if (remove.shared()) {
            ReferenceRow reference =
                    new ReferenceRow(remove.entry().queueId(), remove.entry().position(), remove.messageId());
            unit.deleteObject(unit.registerExistingObject(reference));
        }
        if (remove.last() || !remove.shared()) {
            unit.deleteObject(unit.registerExistingObject(MessageRows.stub(remove.messageId())));
        }
    }

    private void define(EntityManager manager, StoreOperation operation) {
        if (operation instanceof StoreOperation.PutVirtualHost put) {
            execute(
                    manager,
                    "DELETE FROM lmq_virtual_host WHERE name = ?1",
                    put.virtualHost().name());
            manager.persist(DefinitionRows.of(put.virtualHost()));
        } else if (operation instanceof StoreOperation.RemoveVirtualHost remove) {
            removeVirtualHost(manager, remove.name());
        } else if (operation instanceof StoreOperation.PutDefinition put) {
            removeDefinition(manager, put.definition().key());
            long id = ids.addDefinition(put.definition().key());
            manager.persist(DefinitionRows.of(id, put.definition()));
        } else if (operation instanceof StoreOperation.RemoveDefinition remove) {
            removeDefinition(manager, remove.key());
        } else if (operation instanceof StoreOperation.PutExchange put) {
            put(manager, put.exchange());
        } else if (operation instanceof StoreOperation.RemoveExchange remove) {
            removeExchange(manager, remove.virtualHost(), remove.name());
        } else if (operation instanceof StoreOperation.PutQueue put) {
            execute(
                    manager,
                    "DELETE FROM lmq_queue WHERE queue_id = ?1",
                    put.queue().id());
            manager.persist(new QueueRow(
                    put.queue().id(),
                    put.queue().virtualHost(),
                    put.queue().name(),
                    put.queue().autoDelete(),
                    FieldTableCodec.encode(put.queue().arguments())));
        } else if (operation instanceof StoreOperation.RemoveQueue remove) {
            removeQueue(manager, remove.queueId());
        } else if (operation instanceof StoreOperation.PutBinding put) {
            put(manager, put.binding());
        } else if (operation instanceof StoreOperation.RemoveBinding remove) {
            Long id = ids.removeBinding(remove.binding());
            if (id != null) {
                execute(manager, "DELETE FROM lmq_binding WHERE binding_id = ?1", id);
            }
        }
        manager.flush();
    }

    private void removeDefinition(EntityManager manager, StoredDefinition.Key key) {
        Long id = ids.removeDefinition(key);
        if (id != null) {
            DefinitionRows.delete(manager, key.kind(), id);
        }
    }

    private void put(EntityManager manager, StoredExchange exchange) {
        removeExchange(manager, exchange.virtualHost(), exchange.name());
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

    private void removeExchange(EntityManager manager, String virtualHost, String name) {
        Long id = ids.removeExchange(virtualHost, name);
        if (id != null) {
            execute(manager, "DELETE FROM lmq_exchange WHERE exchange_id = ?1", id);
        }
    }

    private void put(EntityManager manager, StoredBinding binding) {
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

    private static void removeQueue(EntityManager manager, long queueId) {
        execute(manager, "DELETE FROM lmq_queue WHERE queue_id = ?1", queueId);
        execute(manager, "DELETE FROM lmq_message WHERE queue_id = ?1", queueId);
        if (execute(manager, "DELETE FROM lmq_message_reference WHERE queue_id = ?1", queueId) > 0) {
            removeUnreferenced(manager);
        }
    }

    private static void removeUnreferenced(EntityManager manager) {
        manager.createNativeQuery("DELETE FROM lmq_message WHERE queue_id = 0 AND NOT EXISTS (SELECT 1 FROM"
                        + " lmq_message_reference r WHERE r.message_id = lmq_message.message_id)")
                .executeUpdate();
    }

    private void removeVirtualHost(EntityManager manager, String name) {
        List<?> queueIds = manager.createNativeQuery("SELECT queue_id FROM lmq_queue WHERE virtual_host = ?1")
                .setParameter(1, name)
                .getResultList();
        queueIds.forEach(id -> removeQueue(manager, ((Number) id).longValue()));
        execute(manager, "DELETE FROM lmq_exchange WHERE virtual_host = ?1", name);
        execute(manager, "DELETE FROM lmq_binding WHERE virtual_host = ?1", name);
        execute(manager, "DELETE FROM lmq_virtual_host WHERE name = ?1", name);
        ids.removeVirtualHost(name);
    }

    private static int execute(EntityManager manager, String sql, Object parameter) {
        return manager.createNativeQuery(sql).setParameter(1, parameter).executeUpdate();
    }

    private TransactionRunner requireOpen() throws StoreException {
        TransactionRunner runner = transactions;
        if (runner == null) {
            throw new StoreException("The store (" + description() + ") is not open", null);
        }
        return runner;
    }

    @Override
    public void close() {
        transactions = null;
        EntityManagerFactory open = factory;
        factory = null;
        if (open != null) {
            open.close();
            database.close();
        }
    }

    /** Keeps the ids of definitions that are removed by name, while they are handed on. */
    private final class Remembering extends ForwardingVisitor {
        Remembering(RecoveryVisitor visitor) {
            super(visitor);
        }

        @Override
        void definitionRead(long id, StoredDefinition definition) {
            ids.definitionRead(definition.key(), id);
            visitor().definition(definition);
        }

        @Override
        void exchangeRead(long id, StoredExchange exchange) {
            ids.exchangeRead(exchange.virtualHost(), exchange.name(), id);
            visitor().exchange(exchange);
        }

        @Override
        void bindingRead(long id, StoredBinding binding) {
            ids.bindingRead(binding, id);
            visitor().binding(binding);
        }
    }
}
