package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The number of the last commit, in a row that every commit raises by one: it tells whether a commit has happened whose end was not seen,
 * and notices when another broker uses the same tables. One thread at a time.
 */
final class CommitMarker {
    private long last;

    /** Takes the tables over with a transaction that then counts as {@link #committed}: a broker that used them until now cannot commit any more. */
    void begin(Connection connection) throws SQLException {
        last = read(connection, "SELECT commit_number FROM lmq_commit FOR UPDATE");
        advance(connection);
    }

    /** Raises the number in the database, as the first thing that a transaction does. */
    void advance(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE lmq_commit SET commit_number = ? WHERE commit_number = ?")) {
            update.setLong(1, last + 1);
            update.setLong(2, last);
            if (update.executeUpdate() != 1) {
                throw new SQLException("another broker uses these tables", TAKEN_OVER);
            }
        }
    }

    /** How a commit fails when another broker has taken the tables over. */
    static final String TAKEN_OVER = "LMQ01";

    /** The transaction that has advanced it was committed. */
    void committed() {
        last++;
    }

    /** Whether the transaction that has advanced it was committed after all; waits until the database has made up its mind. */
    boolean hasAdvanced(Connection connection) throws SQLException {
        return read(connection, "SELECT commit_number FROM lmq_commit FOR UPDATE") == last + 1;
    }

    private static long read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("table lmq_commit is empty");
            }
            return row.getLong(1);
        }
    }
}
