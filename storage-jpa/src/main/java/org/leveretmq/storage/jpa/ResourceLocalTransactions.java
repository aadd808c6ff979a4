package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.XAConnection;

/** Transactions of the database alone, for programs without a transaction manager. Any thread. */
public final class ResourceLocalTransactions implements TransactionRunner {
    /** They need nothing. */
    public ResourceLocalTransactions() {}

    @Override
    public boolean jta() {
        return false;
    }

    @Override
    public Map<String, Object> unitProperties() {
        return Map.of();
    }

    @Override
    public boolean enlist(XAConnection connection, Runnable completed) {
        return false;
    }

    @Override
    public void run(EntityManagerFactory factory, Consumer<EntityManager> work) {
        try (EntityManager manager = factory.createEntityManager()) {
            EntityTransaction transaction = manager.getTransaction();
            transaction.begin();
            try {
                work.accept(manager);
                manager.flush();
                commit(transaction);
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    private static void commit(EntityTransaction transaction) {
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            throw new CommitFailedException(e);
        }
    }
}
