package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.junit.jupiter.api.io.TempDir;

class DerbyRemovedQueueTest extends RemovedQueueContract {
    @TempDir
    Path directory;

    @Override
    XADataSource newDatabase() {
        EmbeddedXADataSource database = new EmbeddedXADataSource();
        database.setDatabaseName(directory.resolve("store").toString());
        database.setCreateDatabase("create");
        return database;
    }
}
