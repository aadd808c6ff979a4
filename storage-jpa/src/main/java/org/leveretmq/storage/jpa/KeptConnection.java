package org.leveretmq.storage.jpa;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.storage.jpa.TransactionRunner.Part;

/**
 * A connection that is used again and again, each time through a handle that ends with the use, alone or as a part of a transaction. To be told twice in
 * each transaction whether to commit after every statement costs the database a commit each time: it is told when a statement comes for which it makes a
 * difference. One thread at a time, but for the end of a {@link #part}.
 */
final class KeptConnection {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    /** What the database was told last. */
    private boolean autoCommit;
    /** What it is to do with the next statement. */
    private boolean wanted;
    /** There may be something that was neither committed nor rolled back. */
    private boolean begun;
    /** Another thread has ended a transaction. */
    private volatile boolean interfered;

    KeptConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        this.wanted = autoCommit;
    }

    /** The connection for one use, with {@link KeptStatements}; {@code closed} is called once, when the use ends. */
    Connection handle(Runnable closed) {
        return handleUntil(() -> {
            try {
                rollBack();
            } finally {
                wanted = true;
                closed.run();
            }
        });
    }

    /** The same for a use within a transaction, which ends for itself: see {@link #part}. */
    Connection handleOfPart(Runnable closed) {
        return handleUntil(closed::run);
    }

    private Connection handleUntil(Closing closing) {
        return (Connection) Proxy.newProxyInstance(
                KeptConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class, KeptStatements.class},
                new Handle(closing));
    }

    /**
     * What it does in a transaction; {@code completed} is called once, when that is over. A transaction manager may roll back from a thread of its own
     * when the transaction takes too long. The thread that uses the connection goes on then, so that it is not clean whatever happens.
     */
    Part part(Runnable completed) {
        Thread user = Thread.currentThread();
        return new Part() {
            @Override
            public void begin() {
                wanted = false;
            }

            @Override
            public void commit() throws SQLException {
                if (begun) {
                    connection.commit();
                    begun = false;
                }
            }

            @Override
            public void rollBack() throws SQLException {
                if (isUser()) {
                    KeptConnection.this.rollBack();
                } else {
                    interfered = true;
                    connection.rollback();
                }
            }

            @Override
            public void completed() {
                if (isUser()) {
                    wanted = true;
                } else {
                    interfered = true;
                }
                completed.run();
            }

            private boolean isUser() {
                return Thread.currentThread().equals(user);
            }
        };
    }

    private void rollBack() throws SQLException {
        if (begun && !autoCommit) {
            connection.rollback();
        }
        begun = false;
    }

    /** Whether nothing is left that was neither committed nor rolled back, so that it can be used again. */
    boolean clean() {
        return !begun && !interfered;
    }

    /** Gives it up with what is left in it: a database may refuse to close it as long as there is something. */
    void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    private void autoCommit(boolean value) throws SQLException {
        wanted = value;
        if (begun) {
            tell();
        }
    }

    private void begin() throws SQLException {
        tell();
        begun = true;
    }

    private void tell() throws SQLException {
        if (wanted != autoCommit) {
            connection.setAutoCommit(wanted);
            autoCommit = wanted;
        }
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement kept = statements.get(sql);
        if (kept == null) {
            kept = connection.prepareStatement(sql);
            statements.put(sql, kept);
        }
        return kept;
    }

    /** What the end of a use leads to. */
    private interface Closing {
        void run() throws SQLException;
    }

    private final class Handle implements InvocationHandler {
        private final Closing closing;
        private boolean closed;

        Handle(Closing closing) {
            this.closing = closing;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close" -> {
                    close();
                    yield null;
                }
                case "isClosed" -> closed || connection.isClosed();
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> {
                    if (closed) {
                        throw new SQLNonTransientConnectionException("This use of the connection has ended", "08003");
                    }
                    yield call(method, arguments);
                }
            };
        }

        private void close() throws SQLException {
            if (!closed) {
                closed = true;
                closing.run();
            }
        }

        private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "setAutoCommit" -> {
                    autoCommit((Boolean) first(arguments));
                    yield null;
                }
                case "getAutoCommit" -> wanted;
                case "statement" -> {
                    begin();
                    yield KeptConnection.this.statement((String) first(arguments));
                }
                case "commit", "rollback" -> {
                    begin();
                    Object result = invoke(method, arguments);
                    // A savepoint is not the end.
                    begun = arguments != null;
                    yield result;
                }
                default -> {
                    begin();
                    yield invoke(method, arguments);
                }
            };
        }

        private Object first(Object @Nullable [] arguments) {
            if (arguments == null) {
                throw new IllegalArgumentException("an argument is missing");
            }
            return arguments[0];
        }

        private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
