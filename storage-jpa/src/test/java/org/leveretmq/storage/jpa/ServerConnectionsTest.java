package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of a server's data source in transactions of JTA. */
class ServerConnectionsTest {
    private final jakarta.transaction.TransactionManager manager = TransactionManager.transactionManager();
    /** The ends that connections have come to. */
    private final List<String> ends = new CopyOnWriteArrayList<>();

    private final EmbeddedDataSource database = new EmbeddedDataSource() {
        private static final long serialVersionUID = 1L;

        @Override
        public Connection getConnection() throws SQLException {
            return watched(super.getConnection());
        }
    };
    private final ServerConnections connections = new ServerConnections(database, new JtaTransactions(manager));

    @BeforeEach
    void makeTable() throws SQLException {
        database.setDatabaseName("memory:server-" + UUID.randomUUID());
        database.setCreateDatabase("create");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE thing (number INT)");
        }
        ends.clear();
    }

    @AfterEach
    void endTransaction() throws Exception {
        manager.suspend();
    }

    private Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                ServerConnectionsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "commit", "rollback", "abort", "close" -> ends.add(method.getName());
                        case "setAutoCommit" -> ends.add("autocommit " + arguments[0]);
                        default -> {
                            // The others are not an end.
                        }
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void insertInTransaction() throws Exception {
        manager.begin();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO thing VALUES (1)");
        }
    }

    @Test
    void a_connection_goes_back_to_the_pool_as_it_came_when_its_thread_has_rolled_back() throws Exception {
        insertInTransaction();

        manager.rollback();

        assertThat(ends).containsExactly("autocommit false", "rollback", "autocommit true", "close");
    }

    @Test
    void a_connection_that_another_thread_has_rolled_back_never_commits_what_its_thread_still_does() throws Exception {
        insertInTransaction();

        KeptConnectionsTest.rollBackElsewhere(manager.getTransaction());

        assertThat(ends).containsExactly("autocommit false", "rollback", "abort", "close");
    }
}
