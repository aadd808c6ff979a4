package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.junit.jupiter.api.io.TempDir;

class DerbyRefusalTest extends RefusalContract {
    @TempDir
    Path directory;

    private int databases;

    @Override
    XADataSource newDatabase() {
        databases++;
        EmbeddedXADataSource database = new EmbeddedXADataSource();
        database.setDatabaseName(
                EmptyDerby.at(directory.resolve("store" + databases)).toString());
        return database;
    }
}
