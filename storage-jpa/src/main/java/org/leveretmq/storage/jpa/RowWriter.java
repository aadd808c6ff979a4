package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.leveretmq.store.StoreOperation;

/** Writes messages and prepared branches with plain statements. Used for one commit, by one thread. */
final class RowWriter {
    private final MessageBatch messages;
    private final BranchWriter branches;

    RowWriter(Connection connection) {
        this.messages = new MessageBatch(connection);
        this.branches = new BranchWriter(connection);
    }

    /** Whether it can write all of them: there are no definitions. */
    static boolean takesAll(List<StoreOperation> operations) {
        for (StoreOperation operation : operations) {
            boolean taken = operation instanceof StoreOperation.InsertMessage
                    || operation instanceof StoreOperation.RemoveEntry
                    || operation instanceof StoreOperation.PutBranch
                    || operation instanceof StoreOperation.DecideBranch
                    || operation instanceof StoreOperation.RemoveBranch;
            if (!taken) {
                return false;
            }
        }
        return true;
    }

    /** Takes an operation, to be written no later than with {@link #flush}. Returns false if it is one on a definition. */
    boolean add(StoreOperation operation) {
        if (operation instanceof StoreOperation.InsertMessage insert) {
            messages.insert(insert);
        } else if (operation instanceof StoreOperation.RemoveEntry remove) {
            messages.remove(remove);
        } else {
            return branch(operation);
        }
        return true;
    }

    /** The rows of branches have nothing to do with others. */
    private boolean branch(StoreOperation operation) {
        try {
            if (operation instanceof StoreOperation.PutBranch put) {
                branches.put(put.branch());
            } else if (operation instanceof StoreOperation.DecideBranch decide) {
                branches.decide(decide);
            } else if (operation instanceof StoreOperation.RemoveBranch remove) {
                branches.remove(remove.branchId());
            } else {
                return false;
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    void flush() {
        try {
            messages.flush();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Rows of messages that were inserted, and of their places. */
    long inserted() {
        return messages.inserted();
    }

    /** Rows of messages that were removed, and of their places. */
    long removed() {
        return messages.removed();
    }
}
