package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

class H2RepairTest extends RepairContract {
    @TempDir
    Path directory;

    @Override
    boolean takesTheSameMessageIdTwice() {
        return false;
    }

    @Override
    XADataSource newDatabase() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory.resolve("store"));
        return database;
    }
}
