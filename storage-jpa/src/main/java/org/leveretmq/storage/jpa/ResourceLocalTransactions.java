package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Transactions of the database alone, for programs without a transaction manager. Any thread. */
public final class ResourceLocalTransactions implements TransactionRunner {
    private static final Logger LOGGER = System.getLogger(ResourceLocalTransactions.class.getName());

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
    public boolean enlist(Part part) {
        return false;
    }

    @Override
    public <T> T outside(Call<T> call) throws SQLException {
        return call.run();
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

    @Override
    public void runStatements(DataSource dataSource, Consumer<Connection> work) {
        Connection connection = begin(dataSource);
        boolean committed = false;
        try {
            work.accept(connection);
            commit(connection);
            committed = true;
        } finally {
            end(connection, committed);
        }
    }

    private static Connection begin(DataSource dataSource) {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new CommitFailedException(e);
        }
    }

    /** What is to be told of the transaction is known by now. */
    private static void end(Connection connection, boolean committed) {
        try (connection) {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "A transaction was not ended in order", e);
        }
    }
}
