package org.leveretmq.storage.jpa;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/**
 * Gives everything in the redo log that a crash has left the rows that it is to have, and empties the log; what is unreadable, or what the tables
 * refuse, is set aside. Does not commit. Used once, by one thread.
 */
final class RedoReplay {
    private static final Logger LOGGER = System.getLogger(RedoReplay.class.getName());
    private static final String UNREADABLE = "parts of commits in the redo log that are unreadable";
    private static final String REFUSED = "parts of commits in the redo log that do not fit into the tables";

    private final Connection connection;
    private final Map<Long, List<StoreOperation>> records = new LinkedHashMap<>();
    private final List<RecoveryReport.SetAside> setAside = new ArrayList<>();

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
            if (!records.isEmpty()) {
                if (!apply(records)) {
                    applyOneByOne();
                }
                statement.executeUpdate("DELETE FROM lmq_redo_log");
                LOGGER.log(Level.INFO, "Applied {0} commits of the redo log", records.size());
            }
        }
        return setAside;
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
        try {
            records.put(number, RedoRecord.decode(record));
        } catch (RedoRecord.UnreadableException e) {
            records.put(number, List.of());
            setAside(number, UNREADABLE, e);
        }
    }

    /** Writes what they come to; returns false, and has done nothing, if the tables refuse a part of it. */
    private boolean apply(Map<Long, List<StoreOperation>> some) throws SQLException {
        Unapplied unapplied = new Unapplied();
        some.forEach(unapplied::add);
        Savepoint before = connection.setSavepoint();
        try {
            unapplied.writeTo(new MessageBatch(connection), Long.MAX_VALUE);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!new StoreException("the tables", e).refused()) {
                throw e;
            }
            LOGGER.log(Level.DEBUG, "The tables refuse commits of the redo log", e);
            connection.rollback(before);
            return false;
        }
    }

    private void applyOneByOne() throws SQLException {
        for (Map.Entry<Long, List<StoreOperation>> record : records.entrySet()) {
            if (!apply(Map.of(record.getKey(), record.getValue()))) {
                setAside(record.getKey(), REFUSED, null);
            }
        }
    }

    private void setAside(long number, String reason, @Nullable Exception why) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement(
                "INSERT INTO lmq_set_aside (set_aside_at, reason, kind, position, body) SELECT CURRENT_TIMESTAMP, '"
                        + reason + "', 'commit', record_number, content FROM lmq_redo_log WHERE record_number = ?")) {
            copy.setLong(1, number);
            int parts = copy.executeUpdate();
            setAside.add(new RecoveryReport.SetAside(reason, parts));
            LOGGER.log(Level.ERROR, "Set aside " + parts + " " + reason + ": commit " + number, why);
        }
    }
}
