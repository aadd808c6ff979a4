package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of an embedded Derby that are used again, alone and in transactions of JTA. */
class KeptConnectionsTest {
    private static final String INSERT = "INSERT INTO thing VALUES (?)";

    private final EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
    private final KeptConnections connections =
            new KeptConnections(database, database::getPooledConnection, new ResourceLocalTransactions());

    @BeforeEach
    void makeTable() throws SQLException {
        database.setDatabaseName("memory:kept-" + UUID.randomUUID());
        database.setCreateDatabase("create");
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE thing (number INT)");
        }
    }

    @AfterEach
    void dropDatabase() {
        connections.close();
        taking.close();
        database.setCreateDatabase(null);
        database.setConnectionAttributes("drop=true");
        assertThatThrownBy(database::getPooledConnection).hasMessageContaining("dropped");
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO thing VALUES (1)");
        }
    }

    private int count() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM thing")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void each_use_begins_with_a_commit_after_every_statement() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection);
            connection.commit();
        }
        try (Connection connection = connections.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            insert(connection);
            assertThat(count()).isEqualTo(2);
        }
    }

    @Test
    void what_was_not_committed_is_rolled_back_with_the_use() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection);
        }

        assertThat(count()).isZero();
    }

    @Test
    void a_transaction_ends_when_every_statement_is_to_be_committed() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection);
            connection.setAutoCommit(true);
        }

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void what_comes_after_a_savepoint_belongs_to_the_same_transaction() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection);
            connection.rollback(connection.setSavepoint());
        }

        assertThat(count()).isZero();
    }

    @Test
    void a_statement_is_kept_for_the_next_use() throws SQLException {
        PreparedStatement first = insertKept(1);
        PreparedStatement second = insertKept(2);

        assertThat(second).isSameAs(first);
        assertThat(count()).isEqualTo(2);
    }

    private PreparedStatement insertKept(int number) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            PreparedStatement statement = ((KeptStatements) connection).statement(INSERT);
            statement.setInt(1, number);
            statement.executeUpdate();
            connection.commit();
            return statement;
        }
    }

    @Test
    void a_use_ends_once() throws SQLException {
        Connection ended = connections.getConnection();
        ended.close();
        try (Connection next = connections.getConnection()) {
            ended.close();
            assertThat(ended.isClosed()).isTrue();
            assertThatThrownBy(ended::createStatement).isInstanceOf(SQLException.class);
            assertThat(next.isClosed()).isFalse();
            next.setAutoCommit(false);
            insert(next);
            try (Connection other = connections.getConnection()) {
                assertThat(other).isNotEqualTo(next);
                other.setAutoCommit(false);
                insert(other);
                other.rollback();
            }
            next.commit();
        }

        assertThat(count()).isEqualTo(1);
    }

    private final TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private final KeptConnections taking =
            new KeptConnections(database, database::getPooledConnection, new JtaTransactions(manager));

    /** Inserts in a transaction of JTA that goes on, and gives the connection back, as one does before the end of the transaction. */
    private PreparedStatement insertInTransaction(int number) throws Exception {
        manager.begin();
        try (Connection connection = taking.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            PreparedStatement statement = ((KeptStatements) connection).statement(INSERT);
            statement.setInt(1, number);
            statement.executeUpdate();
            return statement;
        }
    }

    @Test
    void a_transaction_of_jta_is_committed_at_its_end_and_leaves_its_statement_to_the_next() throws Exception {
        PreparedStatement first = insertInTransaction(1);
        manager.commit();
        PreparedStatement second = insertInTransaction(2);
        manager.commit();

        assertThat(second).isSameAs(first);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_transaction_of_jta_is_rolled_back_at_its_end() throws Exception {
        insertInTransaction(1);
        manager.rollback();
        insertInTransaction(2);
        manager.setRollbackOnly();
        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);

        assertThat(count()).isZero();
    }

    @Test
    void after_a_transaction_of_jta_every_statement_is_committed_again() throws Exception {
        insertInTransaction(1);
        manager.commit();
        try (Connection connection = taking.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            insert(connection);
        }

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_connection_serves_nobody_else_until_its_transaction_is_over() throws Exception {
        insertInTransaction(1);
        Transaction suspended = manager.suspend();
        insertInTransaction(2);
        manager.commit();
        manager.resume(suspended);
        manager.rollback();

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void what_is_done_after_another_thread_has_rolled_back_is_undone() throws Exception {
        manager.begin();
        Transaction transaction = manager.getTransaction();
        PreparedStatement statement;
        try (Connection connection = taking.getConnection()) {
            statement = ((KeptStatements) connection).statement(INSERT);
            statement.setInt(1, 1);
            statement.executeUpdate();
            rollBackElsewhere(transaction);
            statement.executeUpdate();
            insert(connection);
        }
        assertThatThrownBy(manager::commit).isInstanceOf(Exception.class);

        assertThat(insertInTransaction(2)).isNotSameAs(statement);
        manager.commit();
        assertThat(count()).isEqualTo(1);
    }

    static void rollBackElsewhere(Transaction transaction) throws Exception {
        CompletableFuture.runAsync(() -> {
                    try {
                        transaction.rollback();
                    } catch (SystemException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_connection_that_a_transaction_of_jta_could_not_roll_back_is_not_used_again() throws Exception {
        FaultyDriver driver = new FaultyDriver(database);
        try (KeptConnections failing =
                new KeptConnections(driver, driver::getPooledConnection, new JtaTransactions(manager))) {
            manager.begin();
            try (Connection left = failing.getConnection()) {
                insert(left);
            }
            driver.fail(FaultyDriver.Fault.GONE);
            manager.rollback();
            driver.fail(FaultyDriver.Fault.NONE);
            manager.begin();
            try (Connection next = failing.getConnection()) {
                insert(next);
            }
            manager.commit();
        }

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_connection_with_something_left_in_it_is_not_used_again() throws Exception {
        FaultyDriver driver = new FaultyDriver(database);
        try (KeptConnections failing =
                new KeptConnections(driver, driver::getPooledConnection, new ResourceLocalTransactions())) {
            Connection left = failing.getConnection();
            left.setAutoCommit(false);
            insert(left);
            driver.fail(FaultyDriver.Fault.GONE);
            assertThatThrownBy(left::close).isInstanceOf(SQLException.class);
            driver.fail(FaultyDriver.Fault.NONE);
            try (Connection next = failing.getConnection()) {
                next.setAutoCommit(false);
                insert(next);
                next.commit();
            }
        }

        assertThat(count()).isEqualTo(1);
    }
}
