package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** An H2 database in a file, closed with its last connection. */
final class H2Database implements StoreDatabase {
    private final Path file;
    private @Nullable KeptConnections connections;

    H2Database(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String description() {
        return "H2 in " + file;
    }

    @Override
    public DataSource open(TransactionRunner transactions) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + file);
        connections = new KeptConnections(database, transactions);
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
