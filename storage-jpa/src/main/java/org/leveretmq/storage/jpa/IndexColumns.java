package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;
import org.leveretmq.store.StoredEntry;

/** Fills, for version 2 of the tables, the columns that a queue needs without the message; only the message itself knows them. */
final class IndexColumns {
    private static final int BATCH = 1000;

    private final Connection connection;

    IndexColumns(Connection connection) {
        this.connection = connection;
    }

    void fill() throws SQLException {
        try (Statement query = connection.createStatement();
                PreparedStatement update = connection.prepareStatement("UPDATE lmq_message SET body_length = ?,"
                        + " persistent = ?, priority = ?, time_to_live_millis = ? WHERE message_id = ?")) {
            query.setFetchSize(BATCH);
            int waiting = 0;
            try (ResultSet rows = query.executeQuery("SELECT " + MessageRows.CONTENT_COLUMNS + " FROM lmq_message")) {
                while (rows.next()) {
                    add(update, rows.getLong(1), MessageRows.message(rows));
                    waiting++;
                    if (waiting % BATCH == 0) {
                        update.executeBatch();
                    }
                }
            }
            update.executeBatch();
        }
    }

    /** One that is unreadable is found to be so when it is read. */
    private static void add(PreparedStatement update, long messageId, @Nullable Message message) throws SQLException {
        update.setInt(1, message == null ? 0 : message.body().length);
        update.setBoolean(2, message == null || message.persistent());
        update.setInt(3, message == null ? -1 : message.properties().priority());
        update.setLong(4, message == null ? -1 : StoredEntry.timeToLiveMillis(message));
        update.setLong(5, messageId);
        update.addBatch();
    }
}
