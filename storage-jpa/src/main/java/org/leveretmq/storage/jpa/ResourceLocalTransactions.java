package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.function.Consumer;

/** Transactions of the database alone, for programs without a transaction manager. One thread at a time. */
public final class ResourceLocalTransactions implements TransactionRunner {
    private final EntityManagerFactory factory;

    /** Transactions with entity managers of this factory. */
    public ResourceLocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public void run(Consumer<EntityManager> work) {
        try (EntityManager manager = factory.createEntityManager()) {
            EntityTransaction transaction = manager.getTransaction();
            transaction.begin();
            try {
                work.accept(manager);
                transaction.commit();
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }
}
