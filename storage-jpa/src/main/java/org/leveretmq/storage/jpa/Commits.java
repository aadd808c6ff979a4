package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/**
 * Commits to an open store, each a transaction: messages alone go into the redo log or into their rows, with definitions among them everything goes into
 * rows. Finds out what became of a commit whose end was not seen. One thread at a time.
 */
final class Commits {
    private static final Logger LOGGER = System.getLogger(Commits.class.getName());

    private final OpenStore store;
    private final TransactionRunner transactions;
    private final DefinitionIds ids;
    private final CommitOutcome outcome;
    private final RedoLog redo;
    private final Failures failures;
    private final Listener listener;
    /** A commit has failed, and it is not known yet whether it has happened. */
    private boolean inDoubt;
    /** The same for one that has only applied the redo log, which nobody will try again. */
    private boolean applicationInDoubt;

    /** Says for an administrator what has failed, and has the database made anew what may be broken by it. */
    interface Failures {
        StoreException failed(String what, Exception failure);
    }

    /** What follows from a commit. */
    interface Listener {
        /** So many rows of messages and places were inserted and removed. */
        void rows(long inserted, long removed);

        /** Messages of removed queues are left to be removed. */
        void postponed();

        /** There are commits in the redo log. */
        void logged(Commits commits);
    }

    Commits(
            OpenStore store,
            TransactionRunner transactions,
            DefinitionIds ids,
            CommitOutcome outcome,
            RedoLog redo,
            Failures failures,
            Listener listener) {
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.outcome = outcome;
        this.redo = redo;
        this.failures = failures;
        this.listener = listener;
    }

    /** See {@link org.leveretmq.store.MessageStore#commit}. */
    void commit(List<StoreOperation> operations) throws StoreException {
        decideApplication();
        if (inDoubt && hasHappened(operations)) {
            return;
        }
        commit(operations, redo.plan(operations));
    }

    /**
     * The same, but without rows of messages.
     *
     * @return false if it does not go without, or if it is not known yet what became of the last commit: then nothing has happened
     */
    boolean commitWithoutRows(List<StoreOperation> operations) throws StoreException {
        if (inDoubt || applicationInDoubt) {
            return false;
        }
        RedoLog.Plan plan = redo.planToLog(operations);
        if (plan.logs()) {
            commit(operations, plan);
        }
        return plan.logs();
    }

    private void commit(List<StoreOperation> operations, RedoLog.Plan plan) throws StoreException {
        try {
            if (plan.logs() || RowWriter.takesAll(operations)) {
                commitMessages(operations, plan);
            } else {
                commitDefinitions(operations);
            }
        } catch (CommitFailedException e) {
            inDoubt = true;
            StoreException failure = failures.failed("has failed in a commit", e);
            if (!hasHappened(operations)) {
                throw failure;
            }
            LOGGER.log(Level.WARNING, "{0}, but it has happened", failure.getMessage());
        } catch (RedoLog.NotAppliedException e) {
            redo.undone();
            ids.rolledBack();
            throw notApplied(e);
        } catch (RuntimeException e) {
            redo.undone();
            ids.rolledBack();
            throw failures.failed("has refused a commit", e);
        }
    }

    /** Whatever the database says, it is not said of the operations that were to be committed. */
    private StoreException notApplied(RedoLog.NotAppliedException e) {
        StoreException failure = failures.failed("does not take what is in its redo log", e);
        return StoreException.failed(String.valueOf(failure.getMessage()), failure);
    }

    private void commitMessages(List<StoreOperation> operations, RedoLog.Plan plan) {
        RowWriter[] writer = new RowWriter[1];
        transactions.runStatements(store.dataSource(), connection -> {
            if (!plan.logs()) {
                mark(connection, operations);
            }
            write(connection);
            writer[0] = new RowWriter(connection);
            if (!plan.logs()) {
                operations.forEach(writer[0]::add);
            }
            writer[0].flush();
        });
        happened(operations, writer[0].inserted(), writer[0].removed());
    }

    private void commitDefinitions(List<StoreOperation> operations) {
        OperationWriter[] writer = new OperationWriter[1];
        transactions.run(store.factory(), manager -> {
            Connection connection = manager.unwrap(Connection.class);
            mark(connection, operations);
            write(connection);
            writer[0] = new OperationWriter(manager, connection, ids);
            writer[0].apply(operations);
        });
        happened(operations, writer[0].inserted(), writer[0].removed());
        if (writer[0].postponed()) {
            listener.postponed();
        }
    }

    private void mark(Connection connection, List<StoreOperation> operations) {
        try {
            outcome.mark(connection, operations);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void write(Connection connection) {
        try {
            redo.write(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void happened(List<StoreOperation> operations, long inserted, long removed) {
        long insertedRows = inserted + redo.insertedRows();
        long removedRows = removed + redo.removedRows();
        happened(operations);
        listener.rows(insertedRows, removedRows);
    }

    private void happened(List<StoreOperation> operations) {
        if (!redo.logs()) {
            outcome.committed(operations);
        }
        redo.happened(operations);
        ids.committed();
        if (!redo.isEmpty()) {
            listener.logged(this);
        }
    }

    /** Whether the last commit, which has failed, has happened all the same. @throws StoreException if that cannot be found out now */
    private boolean hasHappened(List<StoreOperation> operations) throws StoreException {
        try {
            boolean happened = store.transaction(connection ->
                    redo.tells() ? redo.hasHappened(connection) : outcome.hasHappened(connection, operations));
            inDoubt = false;
            if (happened) {
                happened(operations, 0, 0);
            } else {
                redo.undone();
                ids.rolledBack();
            }
            return happened;
        } catch (SQLException | RuntimeException e) {
            StoreException failure = failures.failed("does not say whether the last commit has happened", e);
            throw StoreException.outcomeUnknown(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** The number of the last record of the redo log. */
    long lastLogged() {
        return redo.lastNumber();
    }

    /** Whether the redo log has records. */
    boolean hasLogged() {
        return !redo.isEmpty();
    }

    /**
     * Applies some of the oldest records of the redo log; does nothing if it is not known yet what became of the last commit.
     *
     * @param upTo the number of the last record to be applied
     * @return whether there was something to do, so that there may be more
     * @throws StoreException if it has not happened, or if nobody knows: it can be tried again
     */
    boolean applySome(long upTo) throws StoreException {
        decideApplication();
        if (inDoubt || !redo.planToApply(upTo)) {
            return false;
        }
        try {
            transactions.runStatements(store.dataSource(), this::write);
        } catch (CommitFailedException e) {
            applicationInDoubt = true;
            throw failures.failed("has failed in a commit", e);
        } catch (RedoLog.NotAppliedException e) {
            redo.undone();
            throw notApplied(e);
        } catch (RuntimeException e) {
            redo.undone();
            throw failures.failed("has refused a commit", e);
        }
        applied();
        return true;
    }

    private void applied() {
        redo.happened(List.of());
        listener.rows(redo.insertedRows(), redo.removedRows());
    }

    private void decideApplication() throws StoreException {
        if (!applicationInDoubt) {
            return;
        }
        try {
            if (store.transaction(redo::hasHappened)) {
                applied();
            } else {
                redo.undone();
            }
            applicationInDoubt = false;
        } catch (SQLException | RuntimeException e) {
            throw failures.failed("does not say whether the last commit has happened", e);
        }
    }
}
