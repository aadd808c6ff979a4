package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import javax.sql.ConnectionPoolDataSource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.io.TempDir;

class DerbyRepairTest extends RepairContract {
    @TempDir
    Path directory;

    @Override
    ConnectionPoolDataSource newDatabase() {
        EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
        database.setDatabaseName(EmptyDerby.at(directory.resolve("store")).toString());
        return database;
    }
}
