package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import javax.sql.ConnectionPoolDataSource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.io.TempDir;

class DerbySchemaTest extends SchemaContract {
    @TempDir
    Path directory;

    @Override
    ConnectionPoolDataSource newDatabase() {
        EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
        database.setDatabaseName(directory.resolve("store").toString());
        database.setCreateDatabase("create");
        return database;
    }
}
