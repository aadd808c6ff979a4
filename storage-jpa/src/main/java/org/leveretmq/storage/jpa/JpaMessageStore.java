package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/**
 * Keeps definitions and messages in a relational database: JPA writes, one transaction for each commit. Calls come from one thread at a time, but
 * {@link #read} may come from another one.
 */
public final class JpaMessageStore implements MessageStore {
    private static final Logger LOGGER = System.getLogger(JpaMessageStore.class.getName());

    private final StoreDatabase database;
    private final TransactionRunner transactions;
    private final SqlFailures failures;
    private final DefinitionIds ids = new DefinitionIds();
    private final CommitOutcome outcome;
    private final Compaction.Limits limits;
    /**
     * Exclusive for what makes tables anew, as Derby would see a deadlock with statements that are compiled meanwhile; and for what goes bit by
     * bit, as two writers may want the same rows. Fair, so that commits have their turn between the bits.
     */
    private final ReentrantReadWriteLock tables = new ReentrantReadWriteLock(true);

    private volatile @Nullable OpenStore open;
    private @Nullable Compaction compaction;
    private @Nullable RemovedQueues removedQueues;
    /** A commit has failed, and it is not known yet whether it has happened. */
    private boolean inDoubt;

    /** A store in this database, not opened yet, with transactions of the database alone. */
    public JpaMessageStore(StoreDatabase database) {
        this(database, new ResourceLocalTransactions());
    }

    /** A store in this database, not opened yet. */
    public JpaMessageStore(StoreDatabase database, TransactionRunner transactions) {
        this(database, transactions, Compaction.Limits.STANDARD);
    }

    /** For tests: one that gives space back sooner. */
    JpaMessageStore(StoreDatabase database, TransactionRunner transactions, Compaction.Limits limits) {
        this.database = database;
        this.transactions = transactions;
        this.limits = limits;
        this.failures = new SqlFailures(database);
        this.outcome = new CommitOutcome(database.exclusive());
    }

    @Override
    public String description() {
        return database.description();
    }

    @Override
    public @Nullable Path directory() {
        return database.directory();
    }

    @Override
    public void open() throws StoreException {
        OpenStore opened = OpenStore.of(database, transactions);
        open = opened;
        inDoubt = false;
        try {
            opened.transaction(connection -> {
                outcome.begin(connection);
                return true;
            });
            outcome.begun();
            Compaction space = new Compaction(opened, limits, tables.writeLock());
            compaction = space;
            removedQueues = new RemovedQueues(opened, tables.writeLock(), removed -> space.committed(0, removed));
        } catch (SQLException | RuntimeException e) {
            close();
            throw failures.explain("cannot be used", e);
        }
    }

    @Override
    public RecoveryReport recover(RecoveryVisitor visitor) throws StoreException {
        OpenStore store = requireOpen();
        ids.clear();
        Recovery recovery = new Recovery(store, ids);
        try {
            RecoveryReport report = recovery.run(visitor);
            if (compaction != null) {
                compaction.recovered(report.entries());
            }
            removeLeft();
            return report;
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot be read", e);
        }
    }

    @Override
    public void commit(List<StoreOperation> operations) throws StoreException {
        OpenStore store = requireOpen();
        tables.readLock().lock();
        try {
            if (!inDoubt || !hasHappened(store, operations)) {
                commit(store, operations);
            }
        } finally {
            tables.readLock().unlock();
        }
    }

    private void commit(OpenStore store, List<StoreOperation> operations) throws StoreException {
        try {
            if (RowWriter.takesAll(operations)) {
                commitRows(store, operations);
            } else {
                commitDefinitions(store, operations);
            }
        } catch (CommitFailedException e) {
            inDoubt = true;
            StoreException failure = failed("has failed in a commit", e);
            if (!hasHappened(store, operations)) {
                throw failure;
            }
            LOGGER.log(Level.WARNING, "{0}, but it has happened", failure.getMessage());
        } catch (RuntimeException e) {
            ids.rolledBack();
            throw failed("has refused a commit", e);
        }
    }

    private void commitRows(OpenStore store, List<StoreOperation> operations) {
        RowWriter[] writer = new RowWriter[1];
        transactions.runStatements(store.dataSource(), connection -> {
            mark(connection, operations);
            writer[0] = new RowWriter(connection);
            operations.forEach(writer[0]::add);
            writer[0].flush();
        });
        happened(operations, writer[0].inserted(), writer[0].removed());
    }

    private void commitDefinitions(OpenStore store, List<StoreOperation> operations) {
        OperationWriter[] writer = new OperationWriter[1];
        transactions.run(store.factory(), manager -> {
            Connection connection = manager.unwrap(Connection.class);
            mark(connection, operations);
            writer[0] = new OperationWriter(manager, connection, ids);
            writer[0].apply(operations);
        });
        happened(operations, writer[0].inserted(), writer[0].removed());
        if (writer[0].postponed()) {
            removeLeft();
        }
    }

    private void removeLeft() {
        if (removedQueues != null) {
            removedQueues.begin();
        }
    }

    private void happened(List<StoreOperation> operations, long inserted, long removed) {
        happened(operations);
        if (compaction != null) {
            compaction.committed(inserted, removed);
        }
    }

    private void mark(Connection connection, List<StoreOperation> operations) {
        try {
            outcome.mark(connection, operations);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void happened(List<StoreOperation> operations) {
        outcome.committed(operations);
        ids.committed();
    }

    /** Whether the last commit, which has failed, has happened all the same. @throws StoreException if that cannot be found out now */
    private boolean hasHappened(OpenStore store, List<StoreOperation> operations) throws StoreException {
        try {
            boolean happened = store.transaction(connection -> outcome.hasHappened(connection, operations));
            inDoubt = false;
            if (happened) {
                happened(operations);
            } else {
                ids.rolledBack();
            }
            return happened;
        } catch (SQLException | RuntimeException e) {
            StoreException failure = failed("does not say whether the last commit has happened", e);
            throw StoreException.outcomeUnknown(String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public Map<EntryKey, Message> read(Collection<EntryKey> homes) throws StoreException {
        OpenStore store = requireOpen();
        tables.readLock().lock();
        try {
            return store.transaction(connection -> {
                MessageReader reader = new MessageReader(connection, store.dialect());
                Map<EntryKey, Message> found = reader.read(homes);
                if (!reader.unreadable().isEmpty()) {
                    setAside(connection, reader.unreadable());
                }
                return found;
            });
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot be read", e);
        } finally {
            tables.readLock().unlock();
        }
    }

    private static void setAside(Connection connection, List<EntryKey> unreadable) throws SQLException {
        Repair repair = new Repair(connection);
        repair.unreadableMessages(unreadable);
        repair.report()
                .forEach(aside -> LOGGER.log(
                        Level.ERROR, "Set aside in table lmq_set_aside: {0} {1}", aside.count(), aside.reason()));
    }

    private StoreException failed(String what, Exception failure) {
        SqlFailures.in(failure).ifPresent(database::failed);
        return failures.explain(what, failure);
    }

    private OpenStore requireOpen() throws StoreException {
        OpenStore store = open;
        if (store == null) {
            throw new StoreException("The store (" + description() + ") is not open", null);
        }
        return store;
    }

    @Override
    public void close() {
        OpenStore store = open;
        open = null;
        if (removedQueues != null) {
            removedQueues.close();
            removedQueues = null;
        }
        if (compaction != null) {
            compaction.close();
            compaction = null;
        }
        if (store != null) {
            store.factory().close();
            database.close();
        }
    }
}
