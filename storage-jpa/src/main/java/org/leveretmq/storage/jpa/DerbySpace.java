package org.leveretmq.storage.jpa;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a table of Derby and its indexes take on the disk, and the ways to give some of that back. Confined to the thread of its connection. */
final class DerbySpace {
    private final Connection connection;
    private final String table;

    /**
     * What is taken on the disk.
     *
     * @param bytes by the table and its indexes
     * @param largestIndexBytes by the largest index
     * @param freeBytes of those of the table, what no row is in
     */
    record Usage(long bytes, long largestIndexBytes, long freeBytes) {}

    /** With a connection that commits each statement, and a table of its schema. */
    DerbySpace(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /** What it takes now; looks at a few pages only. */
    Usage usage() throws SQLException {
        long bytes = 0;
        long largestIndex = 0;
        long free = 0;
        try (PreparedStatement query =
                connection.prepareStatement("SELECT ISINDEX, (NUMALLOCATEDPAGES + NUMFREEPAGES) * CAST(PAGESIZE AS"
                        + " BIGINT), NUMFREEPAGES * CAST(PAGESIZE AS BIGINT)"
                        + " FROM TABLE (SYSCS_DIAG.SPACE_TABLE(?, ?)) AS usage")) {
            query.setString(1, connection.getSchema());
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    bytes += row.getLong(2);
                    if (row.getInt(1) == 0) {
                        free = row.getLong(3);
                    } else {
                        largestIndex = Math.max(largestIndex, row.getLong(2));
                    }
                }
            }
        }
        return new Usage(bytes, largestIndex, free);
    }

    /** Copies all rows into a new file, and makes the indexes anew. */
    void makeAnew() throws SQLException {
        try (CallableStatement call = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_COMPRESS_TABLE(?, ?, 1)")) {
            call.setString(1, connection.getSchema());
            call.setString(2, table);
            call.execute();
        }
    }

    /** Cuts off what is free at the end of the files. */
    void truncate() throws SQLException {
        try (CallableStatement call =
                connection.prepareCall("CALL SYSCS_UTIL.SYSCS_INPLACE_COMPRESS_TABLE(?, ?, 0, 0, 1)")) {
            call.setString(1, connection.getSchema());
            call.setString(2, table);
            call.execute();
        }
    }

    /** Makes the indexes anew in one transaction, but not those of constraints. Derby would take a copy of one that is there for the same. */
    void makeIndexesAnew() throws SQLException {
        Map<String, String> columns = indexes();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> index : columns.entrySet()) {
                statement.executeUpdate("DROP INDEX " + index.getKey());
                statement.executeUpdate(
                        "CREATE INDEX " + index.getKey() + " ON " + table + " (" + index.getValue() + ")");
            }
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    private void rollBack(SQLException failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** The columns of each index that can be made anew. */
    private Map<String, String> indexes() throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT c.CONGLOMERATENAME FROM SYS.SYSCONGLOMERATES c"
                        + " JOIN SYS.SYSTABLES t ON t.TABLEID = c.TABLEID JOIN SYS.SYSSCHEMAS s ON s.SCHEMAID = t.SCHEMAID"
                        + " WHERE s.SCHEMANAME = ? AND t.TABLENAME = ? AND c.ISINDEX AND NOT c.ISCONSTRAINT")) {
            query.setString(1, connection.getSchema());
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.put(row.getString(1), new ArrayList<>());
                }
            }
        }
        try (ResultSet row = connection.getMetaData().getIndexInfo(null, connection.getSchema(), table, false, true)) {
            while (row.next()) {
                List<String> known = columns.get(row.getString("INDEX_NAME"));
                if (known != null) {
                    known.add(row.getString("COLUMN_NAME"));
                }
            }
        }
        Map<String, String> lists = new LinkedHashMap<>();
        columns.forEach((index, names) -> lists.put(index, String.join(", ", names)));
        return lists;
    }
}
