package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredExchange;

/** Reads a store from beginning to end, and sets aside what does not fit together. Used once, by one thread. */
final class Recovery {
    private static final Logger LOGGER = System.getLogger(Recovery.class.getName());

    private final OpenStore store;
    private final DefinitionIds ids;

    Recovery(OpenStore store, DefinitionIds ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * Reads everything.
     *
     * @param before what was set aside before
     */
    RecoveryReport run(RecoveryVisitor visitor, List<RecoveryReport.SetAside> before) throws SQLException {
        Instant startedAt = Instant.now();
        List<RecoveryReport.SetAside> setAside = new ArrayList<>(before);
        setAside.addAll(store.transaction(connection -> {
            Repair repair = new Repair(connection);
            repair.definitions();
            return repair.report();
        }));
        Map<Long, Long> queues = definitions(visitor);
        store.transaction(connection -> {
            Repair repair = new Repair(connection);
            repair.branches();
            setAside.addAll(repair.report());
            new BranchReader(connection).read(visitor);
            return true;
        });
        long entries = store.transaction(connection -> {
            EntryReader reader = new EntryReader(connection, queues, RemovedQueues.left(connection), visitor);
            reader.read();
            forgetTransient(connection, reader.queuesOfTransient());
            Repair repair = new Repair(connection);
            repair.messages(reader);
            setAside.addAll(repair.report());
            forgetMarks(connection);
            return reader.count();
        });
        setAside.forEach(aside ->
                LOGGER.log(Level.WARNING, "Set aside in table lmq_set_aside: {0} {1}", aside.count(), aside.reason()));
        Duration duration = Duration.between(startedAt, Instant.now());
        return new RecoveryReport(startedAt, duration, queues.size(), entries, setAside);
    }

    private Map<Long, Long> definitions(RecoveryVisitor visitor) {
        // Without a transaction: each query of one of JTA would take part with a connection of its own.
        try (EntityManager manager = store.factory().createEntityManager()) {
            DefinitionReader reader = new DefinitionReader(manager, new Remembering(visitor));
            reader.read();
            return reader.deliveredUpTo();
        }
    }

    private static void forgetTransient(Connection connection, Collection<Long> queues) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM lmq_message WHERE queue_id = ? AND persistent = FALSE")) {
            for (long queueId : queues) {
                delete.setLong(1, queueId);
                delete.executeUpdate();
            }
        }
    }

    /** From now on nobody knows what is delivered, until the broker stops in order. */
    private static void forgetMarks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE lmq_queue SET delivered_up_to = NULL WHERE delivered_up_to IS NOT NULL");
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
