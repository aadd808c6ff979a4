package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/**
 * Finds out whether a commit has happened whose end was not seen. Where nobody else can write to the tables, the messages say so themselves, since
 * a commit happens as a whole: one that was inserted to stay is there, or nothing that was removed is; raising a number took a tenth of the time of a
 * commit.
 * For everything else there is {@link CommitMarker}. One thread at a time.
 */
final class CommitOutcome {
    private static final String MESSAGE = "SELECT position FROM lmq_message WHERE queue_id = ? AND position = ?";
    private static final String REFERENCE =
            "SELECT position FROM lmq_message_reference WHERE queue_id = ? AND position = ?";

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

    /** Whether the transaction of these operations was committed after all; waits until the database has made up its mind. */
    boolean hasHappened(Connection connection, List<StoreOperation> operations) throws SQLException {
        if (!showInMessages(operations)) {
            return marker.hasAdvanced(connection);
        }
        Set<EntryKey> gone = removedHomes(operations);
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.InsertMessage insert && !gone.contains(insert.home())) {
                return isThere(connection, MESSAGE, insert.home());
            }
        }
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.RemoveEntry remove && isThere(connection, remove)) {
                return false;
            }
        }
        return true;
    }

    /** Homes of messages of which nothing is left. */
    private static Set<EntryKey> removedHomes(List<StoreOperation> operations) {
        Set<EntryKey> homes = new HashSet<>();
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.RemoveEntry remove && remove.last()) {
                homes.add(remove.shared() ? EntryKey.ofShared(remove.messageId()) : remove.entry());
            }
        }
        return homes;
    }

    private boolean showInMessages(List<StoreOperation> operations) {
        // Who commits nothing wants to know whether the database can be written.
        if (!exclusive || operations.isEmpty()) {
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

    private static boolean isThere(Connection connection, StoreOperation.RemoveEntry remove) throws SQLException {
        return isThere(connection, remove.shared() ? REFERENCE : MESSAGE, remove.entry());
    }

    private static boolean isThere(Connection connection, String query, EntryKey place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, place.queueId());
            statement.setLong(2, place.position());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
