package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/**
 * Finds out whether a commit has happened whose end was not seen. Where nobody else can write to the tables, the messages say so themselves: those
 * that were inserted are there, and nothing is harmed when those that were removed are removed again; raising a number took a tenth of the time of
 * a commit. For everything else there is {@link CommitMarker}. One thread at a time.
 */
final class CommitOutcome {
    private final boolean exclusive;
    private final CommitMarker marker = new CommitMarker();

    /** In tables that only this process can write to, or others as well. */
    CommitOutcome(boolean exclusive) {
        this.exclusive = exclusive;
    }

    /** See {@link CommitMarker#begin}; {@link #begun} when that was committed. */
    void begin(Connection connection) throws SQLException {
        marker.begin(connection);
    }

    void begun() {
        marker.committed();
    }

    /** Leaves in the transaction of these operations, before they are applied, what tells later that it was committed. */
    void mark(Connection connection, List<StoreOperation> operations) throws SQLException {
        if (!showInMessages(operations)) {
            marker.advance(connection);
        }
    }

    /** The transaction of these operations was committed. */
    void committed(List<StoreOperation> operations) {
        if (!showInMessages(operations)) {
            marker.committed();
        }
    }

    /** Whether the transaction of these operations was committed after all, or they can be applied again; waits until the database has made up its mind. */
    boolean hasHappened(Connection connection, List<StoreOperation> operations) throws SQLException {
        if (!showInMessages(operations)) {
            return marker.hasAdvanced(connection);
        }
        EntryKey inserted = firstInserted(operations);
        return inserted != null && isThere(connection, inserted);
    }

    private boolean showInMessages(List<StoreOperation> operations) {
        if (!exclusive) {
            return false;
        }
        for (StoreOperation operation : operations) {
            if (!(operation instanceof StoreOperation.InsertMessage
                    || operation instanceof StoreOperation.RemoveEntry)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable EntryKey firstInserted(List<StoreOperation> operations) {
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.InsertMessage insert) {
                return insert.home();
            }
        }
        return null;
    }

    private static boolean isThere(Connection connection, EntryKey home) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT position FROM lmq_message WHERE queue_id = ? AND position = ?")) {
            query.setLong(1, home.queueId());
            query.setLong(2, home.position());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
