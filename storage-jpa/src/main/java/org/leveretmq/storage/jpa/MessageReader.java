package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;

/**
 * Reads messages by their places: neighbours by ranges, since the messages of a queue mostly are, the others one by one. Used once, by one thread.
 */
final class MessageReader {
    private static final int LONGEST_RANGE = 500;
    private static final int SHORTEST_RANGE = 4;
    /** Derby would read a whole table if it was small when the statement was compiled; to others this is a comment. */
    private static final String SELECT = "SELECT " + MessageRows.CONTENT_COLUMNS
            + ", queue_id, position FROM lmq_message --DERBY-PROPERTIES index=LMQ_MESSAGE_PLACE\n"
            + " WHERE queue_id = ? AND position ";

    private final Connection connection;
    private final String withoutLocks;
    private final Map<EntryKey, Message> found = new HashMap<>();
    private final List<EntryKey> unreadable = new ArrayList<>();

    MessageReader(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.withoutLocks = dialect.withoutLocks();
    }

    /** Messages that are there, but cannot be understood. */
    List<EntryKey> unreadable() {
        return unreadable;
    }

    Map<EntryKey, Message> read(Collection<EntryKey> homes) throws SQLException {
        List<EntryKey> wanted = new ArrayList<>(new HashSet<>(homes));
        wanted.sort(Comparator.comparingLong(EntryKey::queueId).thenComparingLong(EntryKey::position));
        try (PreparedStatement range = connection.prepareStatement(SELECT + "BETWEEN ? AND ?" + withoutLocks);
                PreparedStatement single = connection.prepareStatement(SELECT + "= ?" + withoutLocks)) {
            for (int from = 0, to; from < wanted.size(); from = to) {
                to = endOfRun(wanted, from);
                List<EntryKey> run = wanted.subList(from, to);
                if (run.size() >= SHORTEST_RANGE) {
                    collect(range, run);
                } else {
                    for (EntryKey home : run) {
                        collect(single, home);
                    }
                }
            }
        }
        return found;
    }

    /** At least half of a range has to be wanted. */
    private static int endOfRun(List<EntryKey> wanted, int from) {
        EntryKey first = wanted.get(from);
        int to = from + 1;
        while (to < wanted.size()
                && to - from < LONGEST_RANGE
                && wanted.get(to).queueId() == first.queueId()
                && wanted.get(to).position() - first.position() < 2L * (to - from + 1)) {
            to++;
        }
        return to;
    }

    private void collect(PreparedStatement query, List<EntryKey> run) throws SQLException {
        query.setLong(1, run.get(0).queueId());
        query.setLong(2, run.get(0).position());
        query.setLong(3, run.get(run.size() - 1).position());
        Set<EntryKey> wanted = new HashSet<>(run);
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                EntryKey home = home(rows);
                if (wanted.contains(home)) {
                    collect(home, rows);
                }
            }
        }
    }

    private void collect(PreparedStatement query, EntryKey home) throws SQLException {
        query.setLong(1, home.queueId());
        query.setLong(2, home.position());
        try (ResultSet rows = query.executeQuery()) {
            if (rows.next()) {
                collect(home, rows);
            }
        }
    }

    private static EntryKey home(ResultSet row) throws SQLException {
        return new EntryKey(row.getLong(8), row.getLong(9));
    }

    private void collect(EntryKey home, ResultSet row) throws SQLException {
        Message message = MessageRows.message(row);
        if (message == null) {
            unreadable.add(home);
        } else {
            found.put(home, message);
        }
    }
}
