package org.leveretmq.storage.jpa;

import com.arjuna.ats.jta.TransactionManager;
import java.nio.file.Path;
import javax.sql.ConnectionPoolDataSource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.io.TempDir;

class JtaFaultTest extends FaultContract {
    @TempDir
    Path directory;

    private int databases;

    @Override
    TransactionRunner transactions() {
        return new JtaTransactions(TransactionManager.transactionManager());
    }

    @Override
    ConnectionPoolDataSource newDatabase() {
        databases++;
        EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
        database.setDatabaseName(
                EmptyDerby.at(directory.resolve("store" + databases)).toString());
        return database;
    }
}
