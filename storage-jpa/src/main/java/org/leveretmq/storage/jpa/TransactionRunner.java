package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import javax.sql.XAConnection;

/** Runs work in a transaction of its own: resource-local in plain Java, JTA in a server. Any thread. */
public interface TransactionRunner {
    /** Whether the persistence unit is one of JTA. */
    boolean jta();

    /** What the persistence unit has to be told, as EclipseLink's properties. */
    Map<String, Object> unitProperties();

    /**
     * Takes a connection into the transaction of this thread, if there is one and the connections do not do that by themselves.
     *
     * @param completed run when the transaction is over
     * @return whether it was taken
     */
    boolean enlist(XAConnection connection, Runnable completed);

    /**
     * Runs the work with a fresh entity manager and commits; when it returns the changes are durable.
     *
     * @throws CommitFailedException if the work was done, but nobody knows whether it was committed
     * @throws RuntimeException whatever else has kept it from committing; the transaction is rolled back
     */
    void run(EntityManagerFactory factory, Consumer<EntityManager> work);

    /**
     * The same without an entity manager, for work that consists of statements only: an entity manager would take as long as they do.
     *
     * @throws CommitFailedException if the work was done, but nobody knows whether it was committed
     * @throws RuntimeException whatever else has kept it from committing; the transaction is rolled back
     */
    void runStatements(DataSource dataSource, Consumer<Connection> work);
}
