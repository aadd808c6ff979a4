package org.leveretmq.storage.jpa;

import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** Any database that has a driver. */
final class TestDatabase implements StoreDatabase {
    private final String name;
    private final XADataSource driver;
    private @Nullable KeptConnections connections;

    TestDatabase(String name, XADataSource driver) {
        this.name = name;
        this.driver = driver;
    }

    @Override
    public String description() {
        return name;
    }

    @Override
    public DataSource open(TransactionRunner transactions) {
        connections = new KeptConnections(driver, transactions);
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
