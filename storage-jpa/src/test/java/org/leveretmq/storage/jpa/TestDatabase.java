package org.leveretmq.storage.jpa;

import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** Any database that has a driver. */
final class TestDatabase implements StoreDatabase {
    private final String name;
    private final XADataSource driver;
    private final boolean exclusive;
    private @Nullable KeptConnections connections;

    /** One that others may write to as well. */
    TestDatabase(String name, XADataSource driver) {
        this(name, driver, false);
    }

    TestDatabase(String name, XADataSource driver, boolean exclusive) {
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
        connections = new KeptConnections(driver, driver::getXAConnection, transactions);
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
