package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.jta.TransactionManager;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.api.management.TransactionTotals;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.LocalXaResource;
import org.leveretmq.embedded.TransactionBranch;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;

/** A broker on Derby and an application's own database in one transaction of a real transaction manager. */
class TransactionManagerTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);

    private final jakarta.transaction.TransactionManager manager = TransactionManager.transactionManager();

    @TempDir
    Path directory;

    private Broker broker;
    private LocalSession session;
    private XAConnection database;
    private Connection orders;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .name("transaction-manager-test")
                .bindAddress("127.0.0.1")
                .port(0)
                .store(new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve("store")))))
                .build();
        broker.start();
        session = broker.openSession("/");
        session.declareQueue("placed", DURABLE);
        session.declareQueue("shipped", DURABLE);
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + directory.resolve("orders") + ";DB_CLOSE_ON_EXIT=FALSE");
        database = source.getXAConnection();
        orders = database.getConnection();
        execute("CREATE TABLE orders (number INTEGER)");
    }

    @AfterEach
    void stop() throws Exception {
        if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
            manager.rollback();
        }
        database.close();
        broker.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = orders.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private int rows() throws SQLException {
        try (Statement statement = orders.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
            row.next();
            return row.getInt(1);
        }
    }

    private int ready(String queue) {
        return session.inspectQueue(queue).orElseThrow().ready();
    }

    /** Begins a transaction that inserts a row, takes a message and publishes another one. */
    private void work() throws Exception {
        session.publish("", "placed", PERSISTENT, new byte[] {1});
        manager.begin();
        Transaction transaction = manager.getTransaction();
        LocalXaResource resource = session.xaResource();
        transaction.enlistResource(database.getXAResource());
        transaction.enlistResource(resource);
        execute("INSERT INTO orders VALUES (1)");
        TransactionBranch branch = resource.current().orElseThrow();
        branch.acknowledge(session.get("placed").orElseThrow());
        branch.publish("", "shipped", PERSISTENT, new byte[] {1});
    }

    @Test
    void database_and_broker_commit_together() throws Exception {
        work();

        manager.commit();

        assertThat(rows()).isEqualTo(1);
        assertThat(ready("placed")).isZero();
        assertThat(ready("shipped")).isEqualTo(1);
        assertThat(broker.management().transactionAdministration().branches()).isEmpty();
    }

    @Test
    void database_and_broker_roll_back_together() throws Exception {
        work();

        manager.rollback();

        assertThat(rows()).isZero();
        assertThat(ready("placed")).isEqualTo(1);
        assertThat(ready("shipped")).isZero();
    }

    @Test
    void suspended_transaction_goes_on_when_it_is_resumed() throws Exception {
        work();
        Transaction suspended = manager.suspend();
        assertThat(ready("shipped")).isZero();
        manager.begin();
        manager.rollback();

        manager.resume(suspended);
        manager.commit();

        assertThat(rows()).isEqualTo(1);
        assertThat(ready("shipped")).isEqualTo(1);
    }

    @Test
    void broker_alone_commits_in_one_phase() throws Exception {
        manager.begin();
        LocalXaResource resource = session.xaResource();
        manager.getTransaction().enlistResource(resource);
        resource.current().orElseThrow().publish("", "shipped", PERSISTENT, new byte[] {1});

        manager.commit();

        assertThat(ready("shipped")).isEqualTo(1);
        assertThat(broker.management().transactionAdministration().totals())
                .isEqualTo(new TransactionTotals(1, 0, 0, 0, 0, 0));
    }

    @Test
    void two_sessions_share_one_branch() throws Exception {
        try (LocalSession second = broker.openSession("/")) {
            manager.begin();
            LocalXaResource one = session.xaResource();
            LocalXaResource two = second.xaResource();
            manager.getTransaction().enlistResource(one);
            manager.getTransaction().enlistResource(two);
            one.current().orElseThrow().publish("", "shipped", PERSISTENT, new byte[] {1});
            two.current().orElseThrow().publish("", "shipped", PERSISTENT, new byte[] {2});
            assertThat(broker.management().transactionAdministration().branches())
                    .hasSize(1);

            manager.commit();

            assertThat(ready("shipped")).isEqualTo(2);
        }
    }

    @Test
    void transaction_that_takes_too_long_is_rolled_back() throws Exception {
        manager.setTransactionTimeout(1);
        try {
            work();
            await().until(() -> broker.management().transactionAdministration().branches().stream()
                    .noneMatch(branch -> branch.state().equals("ACTIVE")));

            assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);

            assertThat(rows()).isZero();
            assertThat(ready("placed")).isEqualTo(1);
            assertThat(ready("shipped")).isZero();
        } finally {
            manager.setTransactionTimeout(0);
        }
    }
}
