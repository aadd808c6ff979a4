package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManagerFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.leveretmq.store.StoreException;

/**
 * A store between open and close. Immutable.
 *
 * @param dataSource connections outside of JPA, for what reads many rows
 * @param factory entity managers, for what writes
 */
record OpenStore(DataSource dataSource, Dialect dialect, EntityManagerFactory factory) {
    private static final Logger LOGGER = System.getLogger(OpenStore.class.getName());

    /** Connects and prepares the tables. @throws StoreException with a sentence that says what to do; nothing is left open */
    static OpenStore of(StoreDatabase database, TransactionRunner transactions) throws StoreException {
        DataSource dataSource = database.open(transactions);
        boolean opened = false;
        try {
            Dialect dialect = prepared(database, dataSource);
            EntityManagerFactory factory = StoreUnit.factory(dataSource, transactions);
            try {
                // The first one connects: outside of a transaction, which would take its connection for one of its own.
                factory.createEntityManager().close();
                opened = true;
                return new OpenStore(dataSource, dialect, factory);
            } finally {
                if (!opened) {
                    factory.close();
                }
            }
        } catch (SQLException | RuntimeException e) {
            throw new SqlFailures(database).explain("cannot be opened", e);
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    private static Dialect prepared(StoreDatabase database, DataSource dataSource) throws StoreException, SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection)
                    .orElseThrow(() -> new StoreException(
                            "The store (" + database.description()
                                    + ") is in a database that there are no scripts for: use Derby, H2 or PostgreSQL",
                            null));
            new Schema(connection, dialect, database.description()).prepare();
            return dialect;
        }
    }

    /** Runs the work with a connection in a transaction of its own, which is rolled back if the work fails. */
    <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.run(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                end(connection, committed);
            }
        }
    }

    private static void end(Connection connection, boolean committed) throws SQLException {
        if (committed) {
            connection.setAutoCommit(true);
            return;
        }
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The work's failure is the one to be told.
            LOGGER.log(Level.DEBUG, "A transaction could not be rolled back", e);
        }
    }

    /** What to do in a transaction. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
