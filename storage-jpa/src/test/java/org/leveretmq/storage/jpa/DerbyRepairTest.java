package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.junit.jupiter.api.io.TempDir;

class DerbyRepairTest extends RepairContract {
    @TempDir
    Path directory;

    @Override
    XADataSource newDatabase() {
        EmbeddedXADataSource database = new EmbeddedXADataSource();
        database.setDatabaseName(EmptyDerby.at(directory.resolve("store")).toString());
        return database;
    }
}
