package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.leveretmq.message.Message;

/**
 * Reads messages by their ids: neighbours by ranges, since the messages of a queue mostly are, the others by lists. Used once, by one thread.
 */
final class MessageReader {
    private static final int LONGEST_RANGE = 500;
    private static final int SHORTEST_RANGE = 4;
    private static final int LIST = 64;
    private static final String SELECT =
            "SELECT " + MessageRows.CONTENT_COLUMNS + " FROM lmq_message WHERE message_id ";

    private final Connection connection;
    private final String withoutLocks;
    private final Map<Long, Message> found = new HashMap<>();
    private final List<Long> unreadable = new ArrayList<>();

    MessageReader(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.withoutLocks = dialect.withoutLocks();
    }

    /** Messages that are there, but cannot be understood. */
    List<Long> unreadable() {
        return unreadable;
    }

    Map<Long, Message> read(Collection<Long> messageIds) throws SQLException {
        List<Long> single = new ArrayList<>();
        List<Long> run = new ArrayList<>();
        for (Long id : new TreeSet<>(messageIds)) {
            // At least half of a range has to be wanted.
            boolean fits = run.isEmpty() || (run.size() < LONGEST_RANGE && id - run.get(0) < 2L * (run.size() + 1));
            if (!fits) {
                finish(run, single);
            }
            run.add(id);
        }
        finish(run, single);
        for (int from = 0; from < single.size(); from += LIST) {
            list(single.subList(from, Math.min(single.size(), from + LIST)));
        }
        return found;
    }

    private void finish(List<Long> run, List<Long> single) throws SQLException {
        if (run.size() < SHORTEST_RANGE) {
            single.addAll(run);
        } else {
            range(run);
        }
        run.clear();
    }

    private void range(List<Long> run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + "BETWEEN ? AND ?" + withoutLocks)) {
            query.setLong(1, run.get(0));
            query.setLong(2, run.get(run.size() - 1));
            collect(query, new TreeSet<>(run));
        }
    }

    /** Always of the same length, the last id repeated, so that the database sees the same statement. */
    private void list(List<Long> ids) throws SQLException {
        String marks = "?, ".repeat(LIST - 1) + "?";
        try (PreparedStatement query = connection.prepareStatement(SELECT + "IN (" + marks + ")" + withoutLocks)) {
            for (int i = 0; i < LIST; i++) {
                query.setLong(i + 1, ids.get(Math.min(i, ids.size() - 1)));
            }
            collect(query, ids);
        }
    }

    private void collect(PreparedStatement query, Collection<Long> wanted) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                if (wanted.contains(id)) {
                    Message message = MessageRows.message(rows);
                    if (message == null) {
                        unreadable.add(id);
                    } else {
                        found.put(id, message);
                    }
                }
            }
        }
    }
}
