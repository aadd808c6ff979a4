package org.leveretmq.storage.jpa;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A database behind a data source that a server has configured, which pools connections. Immutable. */
public final class ServerDatabase implements StoreDatabase {
    private final String name;
    private final DataSource dataSource;

    /** The database of the data source that the server calls by this name. */
    public ServerDatabase(String name, DataSource dataSource) {
        this.name = name;
        this.dataSource = dataSource;
    }

    @Override
    public String description() {
        return "data source " + name;
    }

    @Override
    public DataSource open(TransactionRunner transactions) {
        return new ServerConnections(dataSource, transactions);
    }

    @Override
    public String advice(SQLException failure) {
        return "look at the data source and its database; a running broker goes on by itself when they work again";
    }

    @Override
    public void failed(SQLException failure) {}

    @Override
    public void close() {}
}
