package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.sessions.DatabaseSessionImpl;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of a server's transaction manager (JTA): each commit of the store is one, with the store's database as the only resource, so that it
 * is committed in one phase: see {@link OnePhase}. Any thread that has no transaction.
 */
public final class JtaTransactions implements TransactionRunner {
    private static final Logger LOGGER = System.getLogger(JtaTransactions.class.getName());
    /**
     * The administrator's in WildFly, and none in Payara. Payara would keep the timer of a transaction with a limit until that is over, however soon the
     * transaction was: at some thousand commits a second they would fill the heap.
     */
    private static final int SERVERS_TIMEOUT = 0;

    private final TransactionManager manager;
    /** Of the transactions that go on, by the threads that have begun them. */
    private final Map<Thread, List<OnePhase>> parts = new ConcurrentHashMap<>();

    /** Transactions of this transaction manager. */
    public JtaTransactions(TransactionManager manager) {
        this.manager = manager;
    }

    @Override
    public boolean jta() {
        return true;
    }

    @Override
    public Map<String, Object> unitProperties() {
        SessionCustomizer customizer = session -> {
            DatabaseSessionImpl database = (DatabaseSessionImpl) session;
            database.setServerPlatform(new JtaPlatform(database, manager));
        };
        return Map.of(PersistenceUnitProperties.SESSION_CUSTOMIZER, customizer);
    }

    @Override
    public boolean enlist(Part part) {
        ClassLoader ours = leaveOurs();
        try {
            Transaction transaction = manager.getTransaction();
            if (transaction == null) {
                return false;
            }
            part.begin();
            OnePhase onePhase = new OnePhase(part);
            transaction.registerSynchronization(onePhase);
            parts.computeIfAbsent(Thread.currentThread(), thread -> new ArrayList<>())
                    .add(onePhase);
            return true;
        } catch (SystemException | RollbackException | SQLException e) {
            throw new IllegalStateException(
                    "The store's database cannot take part in a transaction: " + e.getMessage(), e);
        } finally {
            Thread.currentThread().setContextClassLoader(ours);
        }
    }

    @Override
    public <T> T outside(Call<T> call) throws SQLException {
        Transaction suspended = suspend();
        try {
            return call.run();
        } finally {
            if (suspended != null) {
                resume(suspended);
            }
        }
    }

    private @Nullable Transaction suspend() {
        try {
            return manager.suspend();
        } catch (SystemException e) {
            throw new IllegalStateException("A transaction cannot be suspended: " + e.getMessage(), e);
        }
    }

    private void resume(Transaction transaction) {
        try {
            manager.resume(transaction);
        } catch (InvalidTransactionException | SystemException e) {
            throw new IllegalStateException("A transaction cannot be resumed: " + e.getMessage(), e);
        }
    }

    /**
     * Gives this thread the server's class loader and returns its own. The server starts threads of its own for the first transaction, and they would
     * keep what they inherit: our class loader, long after we have been undeployed.
     */
    private ClassLoader leaveOurs() {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(manager.getClass().getClassLoader());
        return ours;
    }

    @Override
    public void run(EntityManagerFactory factory, Consumer<EntityManager> work) {
        begin();
        boolean done = false;
        try {
            try (EntityManager entities = factory.createEntityManager()) {
                entities.joinTransaction();
                work.accept(entities);
                entities.flush();
            }
            done = true;
        } finally {
            if (!done) {
                rollBack();
            }
        }
        commit();
    }

    @Override
    public void runStatements(DataSource dataSource, Consumer<Connection> work) {
        begin();
        boolean done = false;
        try (Connection connection = dataSource.getConnection()) {
            work.accept(connection);
            done = true;
        } catch (SQLException e) {
            done = false;
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            if (!done) {
                rollBack();
            }
        }
        commit();
    }

    private void commit() {
        ClassLoader ours = leaveOurs();
        try {
            manager.commit();
        } catch (Exception e) {
            // Also a rollback that the transaction manager reports may follow a commit that it has not understood.
            rollBack();
            throw new CommitFailedException(e);
        } finally {
            parts.remove(Thread.currentThread());
            Thread.currentThread().setContextClassLoader(ours);
        }
    }

    private void begin() {
        ClassLoader ours = leaveOurs();
        try {
            manager.setTransactionTimeout(SERVERS_TIMEOUT);
            manager.begin();
        } catch (Exception e) {
            throw cannotBegin(e);
        } finally {
            Thread.currentThread().setContextClassLoader(ours);
        }
    }

    private static IllegalStateException cannotBegin(Exception reason) {
        return new IllegalStateException("A transaction cannot be begun: " + reason.getMessage(), reason);
    }

    /** The parts go first: when the transaction is over, pools such as WildFly's refuse to roll back. */
    private void rollBack() {
        for (OnePhase part : Objects.requireNonNullElse(parts.remove(Thread.currentThread()), List.<OnePhase>of())) {
            try {
                part.rollBack();
            } catch (RuntimeException e) {
                LOGGER.log(Level.DEBUG, "A part of a transaction could not be rolled back", e);
            }
        }
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                manager.rollback();
            }
        } catch (Exception e) {
            LOGGER.log(Level.DEBUG, "A transaction could not be rolled back", e);
        }
    }
}
