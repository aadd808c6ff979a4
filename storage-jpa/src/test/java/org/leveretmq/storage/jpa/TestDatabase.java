package org.leveretmq.storage.jpa;

import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Any database that has a driver. */
final class TestDatabase implements StoreDatabase {
    private final String name;
    private final ConnectionPoolDataSource driver;
    private final boolean exclusive;
    private @Nullable KeptConnections connections;

    /** One that others may write to as well. */
    TestDatabase(String name, ConnectionPoolDataSource driver) {
        this(name, driver, false);
    }

    TestDatabase(String name, ConnectionPoolDataSource driver, boolean exclusive) {
        this.name = name;
        this.driver = driver;
        this.exclusive = exclusive;
    }

    @Override
    public boolean exclusive() {
        return exclusive;
    }

    @Override
    public String description() {
        return name;
    }

    @Override
    public DataSource open(TransactionRunner transactions) {
        connections = new KeptConnections(driver, driver::getPooledConnection, transactions);
        return connections;
    }

    @Override
    public String advice(SQLException failure) {
        return "look at the database";
    }

    @Override
    public void failed(SQLException failure) {
        connections.discard();
    }

    @Override
    public void close() {
        connections.close();
    }
}
