package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.TransactionManager;
import jakarta.transaction.SystemException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.junit.jupiter.api.io.TempDir;

/** A data source of a server, which must not be asked in a transaction: Payara would let the store wait until it has recovered after a crash. */
class ServerDatabaseFaultTest extends FaultContract {
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

    @Override
    StoreDatabase database(String name, FaultyDriver driver, boolean exclusive) {
        DataSource ofServer = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getConnection");
                    return connect(driver);
                });
        return new ServerDatabase(name, ofServer);
    }

    private static Connection connect(FaultyDriver driver) throws SQLException {
        try {
            assertThat(TransactionManager.transactionManager().getTransaction()).isNull();
        } catch (SystemException e) {
            throw new AssertionError(e);
        }
        return driver.getXAConnection().getConnection();
    }
}
