package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;

/** Runs work in a transaction of its own: resource-local in plain Java, JTA in a server. One thread at a time. */
public interface TransactionRunner {
    /**
     * Runs the work with a fresh entity manager and commits; when it returns the changes are durable.
     *
     * @throws RuntimeException whatever has kept it from committing; the transaction is rolled back
     */
    void run(Consumer<EntityManager> work);
}
