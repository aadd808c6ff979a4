package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import javax.sql.ConnectionPoolDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

class H2RefusalTest extends RefusalContract {
    @TempDir
    Path directory;

    private int databases;

    @Override
    ConnectionPoolDataSource newDatabase() {
        databases++;
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory.resolve("store" + databases));
        return database;
    }
}
