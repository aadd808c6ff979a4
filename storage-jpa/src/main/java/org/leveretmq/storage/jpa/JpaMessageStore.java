package org.leveretmq.storage.jpa;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
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

    /** For what is done with the tables when the store is closed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final StoreDatabase database;
    private final TransactionRunner transactions;
    private final SqlFailures failures;
    private final DefinitionIds ids = new DefinitionIds();
    private final CommitOutcome outcome;
    private final Compaction.Limits limits;
    private final TableLocks tables = new TableLocks();

    private volatile @Nullable OpenStore open;
    private volatile RedoLog redo = new RedoLog(false);
    private @Nullable Commits commits;
    private @Nullable Compaction compaction;
    private @Nullable RemovedQueues removedQueues;
    private @Nullable RedoApplication redoApplication;
    private List<RecoveryReport.SetAside> setAsideByReplay = List.of();

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
        try {
            setAsideByReplay = opened.transaction(connection -> {
                outcome.begin(connection);
                return new RedoReplay(connection).run();
            });
            outcome.begun();
            beginWork(opened);
        } catch (SQLException | RuntimeException e) {
            close();
            throw failures.explain("cannot be used", e);
        }
    }

    private void beginWork(OpenStore opened) {
        Compaction space = new Compaction(opened, limits, tables.rebuild());
        RemovedQueues queues = new RemovedQueues(opened, tables.exclusive(), removed -> space.committed(0, removed));
        RedoLog log = new RedoLog(database.exclusive());
        RedoApplication application = new RedoApplication(tables.exclusive());
        Commits begun = new Commits(opened, transactions, ids, outcome, log, this::failed, new Commits.Listener() {
            @Override
            public void rows(long inserted, long removed) {
                space.committed(inserted, removed);
            }

            @Override
            public void postponed() {
                queues.begin();
            }

            @Override
            public void logged(Commits logging) {
                application.begin(logging);
            }
        });
        redo = log;
        commits = begun;
        compaction = space;
        removedQueues = queues;
        redoApplication = application;
    }

    @Override
    public RecoveryReport recover(RecoveryVisitor visitor) throws StoreException {
        OpenStore store = requireOpen();
        tables.exclusive().lock();
        try {
            return recover(store, visitor);
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot be read", e);
        } finally {
            tables.exclusive().unlock();
        }
    }

    private RecoveryReport recover(OpenStore store, RecoveryVisitor visitor) throws StoreException, SQLException {
        applyRedo(requireNonNull(commits));
        ids.clear();
        RecoveryReport report = new Recovery(store, ids).run(visitor, setAsideByReplay);
        setAsideByReplay = List.of();
        if (compaction != null) {
            compaction.recovered(report.entries());
        }
        if (removedQueues != null) {
            removedQueues.begin();
        }
        return report;
    }

    @Override
    public void commit(List<StoreOperation> operations) throws StoreException {
        requireOpen();
        if (!tables.tryShare()) {
            if (commitWithoutRows(operations)) {
                return;
            }
            tables.share();
        }
        try {
            requireNonNull(commits).commit(operations);
        } finally {
            tables.unshare();
        }
    }

    /** Nobody waits for tables that are made anew if the redo log takes the commit. Returns whether it does. */
    private boolean commitWithoutRows(List<StoreOperation> operations) throws StoreException {
        Lock lock = tables.withoutRows();
        lock.lock();
        try {
            return requireNonNull(commits).commitWithoutRows(operations);
        } finally {
            lock.unlock();
        }
    }

    private void applyRedo(Commits begun) throws StoreException {
        boolean more = true;
        while (more) {
            more = begun.applySome(begun.lastLogged());
        }
    }

    private StoreException failed(String what, Exception failure) {
        SqlFailures.in(failure).ifPresent(database::failed);
        return failures.explain(what, failure);
    }

    @Override
    public Map<EntryKey, Message> read(Collection<EntryKey> homes) throws StoreException {
        OpenStore store = requireOpen();
        // In this order: what gets its row meanwhile is found there.
        Map<EntryKey, Message> withoutRows = redo.find(homes);
        List<EntryKey> others = homes.stream()
                .filter(home -> !withoutRows.containsKey(home) && !redo.isGone(home))
                .toList();
        if (others.isEmpty()) {
            return withoutRows;
        }
        tables.share();
        try {
            return store.transaction(connection -> {
                MessageReader reader = new MessageReader(connection, store.dialect());
                Map<EntryKey, Message> found = reader.read(others);
                found.putAll(withoutRows);
                if (!reader.unreadable().isEmpty()) {
                    setAside(connection, reader.unreadable());
                }
                return found;
            });
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot be read", e);
        } finally {
            tables.unshare();
        }
    }

    private static void setAside(Connection connection, List<EntryKey> unreadable) throws SQLException {
        Repair repair = new Repair(connection);
        repair.unreadableMessages(unreadable);
        repair.report()
                .forEach(aside -> LOGGER.log(
                        Level.ERROR, "Set aside in table lmq_set_aside: {0} {1}", aside.count(), aside.reason()));
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
        endRedo();
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

    /** Applies what is left, if that is possible soon; if not, the next start does. */
    private void endRedo() {
        if (redoApplication != null) {
            redoApplication.close();
            redoApplication = null;
        }
        Commits begun = commits;
        commits = null;
        try {
            if (begun != null && tables.exclusive().tryLock(LONGEST_WAIT)) {
                try {
                    applyRedo(begun);
                } finally {
                    tables.exclusive().unlock();
                }
            }
        } catch (StoreException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "{0}; the next start does the rest", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redo = new RedoLog(false);
    }
}
