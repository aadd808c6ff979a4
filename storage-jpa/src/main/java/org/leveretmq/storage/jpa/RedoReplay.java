package org.leveretmq.storage.jpa;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.leveretmq.store.RecoveryReport;

/** Gives everything in the redo log that a crash has left the rows that it is to have, and empties the log. Does not commit. Used once, by one thread. */
final class RedoReplay {
    private static final Logger LOGGER = System.getLogger(RedoReplay.class.getName());
    private static final String UNREADABLE = "parts of commits in the redo log that are unreadable";

    private final Connection connection;
    private final Unapplied unapplied = new Unapplied();
    private long records;
    private long unreadable;

    RedoReplay(Connection connection) {
        this.connection = connection;
    }

    /** Returns what was set aside. */
    List<RecoveryReport.SetAside> run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT record_number, part, content FROM lmq_redo_log ORDER BY record_number, part")) {
                read(row);
            }
            if (records > 0) {
                unapplied.writeTo(new MessageBatch(connection), Long.MAX_VALUE);
                statement.executeUpdate("DELETE FROM lmq_redo_log");
                LOGGER.log(Level.INFO, "Applied {0} commits of the redo log", records);
            }
        }
        return unreadable == 0 ? List.of() : List.of(new RecoveryReport.SetAside(UNREADABLE, unreadable));
    }

    private void read(ResultSet row) throws SQLException {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        long number = 0;
        while (row.next()) {
            if (row.getLong(1) != number && record.size() > 0) {
                add(number, record.toByteArray());
                record.reset();
            }
            number = row.getLong(1);
            record.writeBytes(row.getBytes(3));
        }
        if (record.size() > 0) {
            add(number, record.toByteArray());
        }
    }

    private void add(long number, byte[] record) throws SQLException {
        records++;
        try {
            unapplied.add(number, RedoRecord.decode(record));
        } catch (RedoRecord.UnreadableException e) {
            LOGGER.log(Level.ERROR, "Commit {0} in the redo log is unreadable: {1}", number, e.getMessage());
            setAside(number);
        }
    }

    private void setAside(long number) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement(
                "INSERT INTO lmq_set_aside (set_aside_at, reason, kind, position, body) SELECT CURRENT_TIMESTAMP, '"
                        + UNREADABLE
                        + "', 'commit', record_number, content FROM lmq_redo_log WHERE record_number = ?")) {
            copy.setLong(1, number);
            unreadable += copy.executeUpdate();
        }
    }
}
