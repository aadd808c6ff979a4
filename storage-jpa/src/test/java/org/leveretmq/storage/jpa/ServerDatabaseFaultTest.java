package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.TransactionManager;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/**
 * A data source of a server. It must not be asked in a transaction, as Payara would let the store wait until it has recovered after a crash; and nothing must be
 * rolled back when a transaction is over, as WildFly's pool would refuse that and commit what is left with whatever comes next.
 */
class ServerDatabaseFaultTest extends JtaFaultTest {
    private final AtomicInteger late = new AtomicInteger();

    @AfterEach
    void nothing_was_rolled_back_too_late() {
        assertThat(late).hasValue(0);
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

    private Connection connect(FaultyDriver driver) throws SQLException {
        assertThat(status()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        Connection connection = driver.getPooledConnection().getConnection();
        return (Connection) Proxy.newProxyInstance(
                ServerDatabaseFaultTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("rollback") && isOver()) {
                        late.incrementAndGet();
                        throw new SQLException("the transaction is not active");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean isOver() throws SQLException {
        int status = status();
        return status != Status.STATUS_NO_TRANSACTION && status != Status.STATUS_ACTIVE;
    }

    private static int status() throws SQLException {
        try {
            return TransactionManager.transactionManager().getStatus();
        } catch (SystemException e) {
            throw new SQLException(e);
        }
    }
}
