package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of an embedded Derby that are used again, outside of JTA. */
class KeptConnectionsTest {
    private static final String INSERT = "INSERT INTO thing VALUES (?)";

    private final EmbeddedXADataSource database = new EmbeddedXADataSource();
    private final KeptConnections connections =
            new KeptConnections(database, database::getXAConnection, new ResourceLocalTransactions());

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
        database.setCreateDatabase(null);
        database.setConnectionAttributes("drop=true");
        assertThatThrownBy(database::getXAConnection).hasMessageContaining("dropped");
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
}
