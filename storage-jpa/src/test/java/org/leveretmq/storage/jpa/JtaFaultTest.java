package org.leveretmq.storage.jpa;

import com.arjuna.ats.jta.TransactionManager;
import java.nio.file.Path;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
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
    XADataSource newDatabase() {
        databases++;
        EmbeddedXADataSource database = new EmbeddedXADataSource();
        database.setDatabaseName(
                EmptyDerby.at(directory.resolve("store" + databases)).toString());
        return database;
    }
}
