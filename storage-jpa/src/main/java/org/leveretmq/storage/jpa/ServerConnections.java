package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.leveretmq.storage.jpa.TransactionRunner.Part;

/**
 * Connections of a server's data source. In a transaction of JTA there is one, which comes out of the pool as if there were no transaction, and commits as
 * {@link OnePhase} tells. Any thread.
 */
final class ServerConnections extends StoreConnections {
    private static final Logger LOGGER = System.getLogger(ServerConnections.class.getName());

    private final DataSource dataSource;
    private final TransactionRunner transactions;
    /** Of the transactions that go on, by the threads that have begun them. */
    private final Map<Thread, LocalPart> parts = new ConcurrentHashMap<>();

    ServerConnections(DataSource dataSource, TransactionRunner transactions) {
        super(dataSource);
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    @Override
    public Connection getConnection() throws SQLException {
        LocalPart existing = parts.get(Thread.currentThread());
        if (existing != null) {
            return existing.handle;
        }
        Connection connection = transactions.outside(dataSource::getConnection);
        LocalPart part = new LocalPart(connection);
        boolean taken;
        try {
            taken = transactions.enlist(part);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        if (!taken) {
            return connection;
        }
        parts.put(part.thread, part);
        return part.handle;
    }

    /** What a connection does in a transaction. */
    private final class LocalPart implements Part {
        private final Thread thread = Thread.currentThread();
        private final Connection connection;
        /** The connection for those who close it before the transaction is over, as one does with connections in JTA. */
        private final Connection handle;

        private boolean clean;

        LocalPart(Connection connection) {
            this.connection = connection;
            this.handle = (Connection) Proxy.newProxyInstance(
                    ServerConnections.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, args) -> {
                        if (method.getName().equals("close")) {
                            return null;
                        }
                        try {
                            return method.invoke(connection, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public void begin() throws SQLException {
            connection.setAutoCommit(false);
        }

        @Override
        public void commit() throws SQLException {
            connection.commit();
            restore();
        }

        /**
         * A transaction manager may do it from a thread of its own when the transaction takes too long. The thread that uses the connection goes on then:
         * what it still does must not be committed for itself.
         */
        @Override
        public void rollBack() throws SQLException {
            connection.rollback();
            if (Thread.currentThread().equals(thread)) {
                restore();
            }
        }

        private void restore() {
            try {
                connection.setAutoCommit(true);
                clean = true;
            } catch (SQLException e) {
                LOGGER.log(Level.DEBUG, "A connection is given up", e);
            }
        }

        /** A pool might commit what was neither committed nor rolled back: it does not get that. */
        @Override
        public void completed() {
            parts.remove(thread);
            try (connection) {
                if (!clean) {
                    connection.abort(Runnable::run);
                }
            } catch (SQLException e) {
                LOGGER.log(Level.DEBUG, "A connection was not given back in order", e);
            }
        }
    }
}
