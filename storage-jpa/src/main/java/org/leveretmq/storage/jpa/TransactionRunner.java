package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Runs work in a transaction of its own: resource-local in plain Java, JTA in a server. Any thread. */
public interface TransactionRunner {
    /** Whether the persistence unit is one of JTA. */
    boolean jta();

    /** What the persistence unit has to be told, as EclipseLink's properties. */
    Map<String, Object> unitProperties();

    /** What one connection does in a transaction; one thread at a time. */
    interface Part {
        /** Begins, before anything is done with the connection. */
        void begin() throws SQLException;

        /** Commits. */
        void commit() throws SQLException;

        /** Undoes what was not committed. */
        void rollBack() throws SQLException;

        /** The transaction is over, and nothing more comes. */
        void completed();
    }

    /** What needs a database; run by the thread that gives it. */
    @FunctionalInterface
    interface Call<T> {
        /** Runs it. @throws SQLException as the database reports it */
        T run() throws SQLException;
    }

    /**
     * Begins a part of the transaction of this thread, if there is one, and ends it with the transaction.
     *
     * @return whether there is one
     * @throws IllegalStateException if the transaction takes no part any more, or the part does not begin
     */
    boolean enlist(Part part);

    /**
     * Calls while this thread has no transaction, so that the server takes nothing of it into one.
     *
     * @throws SQLException of the call
     * @throws IllegalStateException if the transaction cannot be suspended or resumed
     */
    <T> T outside(Call<T> call) throws SQLException;

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
