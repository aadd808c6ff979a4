package org.leveretmq.storage.jpa;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;

/** A driver that fails when it is told to, as a database does whose disk is full, or that is gone. */
final class FaultyDriver implements ConnectionPoolDataSource {
    /** What fails. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** No statement is executed. */
        STATEMENT,
        /** A commit fails and has not happened; the database is gone afterwards. */
        COMMIT_LOST,
        /** A commit happens, but looks like a failure; the database is gone afterwards. */
        ANSWER_LOST,
        /** A commit happens, but looks like a failure; the database is there again at once. */
        ANSWER_LOST_ONCE,
        /** No connection can be made or used. */
        GONE
    }

    private final ConnectionPoolDataSource driver;
    private volatile Fault fault = Fault.NONE;

    FaultyDriver(ConnectionPoolDataSource driver) {
        this.driver = driver;
    }

    void fail(Fault next) {
        fault = next;
    }

    private static SQLException lost() {
        return new SQLException("the connection is lost", "08006");
    }

    /** What fails now. */
    Fault fault() {
        return fault;
    }

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        if (fault == Fault.GONE) {
            throw lost();
        }
        PooledConnection connection = driver.getPooledConnection();
        return proxy(PooledConnection.class, connection, (proxy, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return result instanceof Connection handle ? faulty(handle) : result;
        });
    }

    private Connection faulty(Connection connection) {
        return proxy(Connection.class, connection, (proxy, method, arguments) -> {
            if (fault == Fault.GONE && !Set.of("close", "abort").contains(method.getName())) {
                throw lost();
            }
            if (method.getName().equals("commit")) {
                commit(connection::commit, connection::rollback);
                return null;
            }
            Object result = invoke(connection, method, arguments);
            return result instanceof Statement statement
                    ? faulty(method.getReturnType().asSubclass(Statement.class), statement)
                    : result;
        });
    }

    /** What a commit or a rollback really is. */
    private interface Step {
        void run() throws Throwable;
    }

    private void commit(Step commit, Step rollback) throws Throwable {
        switch (fault) {
            case COMMIT_LOST -> {
                rollback.run();
                fault = Fault.GONE;
                throw lost();
            }
            case ANSWER_LOST -> {
                commit.run();
                fault = Fault.GONE;
                throw lost();
            }
            case ANSWER_LOST_ONCE -> {
                commit.run();
                fault = Fault.NONE;
                throw lost();
            }
            default -> commit.run();
        }
    }

    private Statement faulty(Class<? extends Statement> type, Statement statement) {
        return proxy(type, statement, (proxy, method, arguments) -> {
            if (fault == Fault.STATEMENT && method.getName().startsWith("execute")) {
                throw new SQLException("there is no room", "53100");
            }
            if (fault == Fault.GONE && !method.getName().equals("close")) {
                throw lost();
            }
            return invoke(statement, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, Object target, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(target.getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return driver.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        driver.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        driver.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return driver.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }
}
