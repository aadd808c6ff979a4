package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoredEntry;

/**
 * Reads the places of all messages, queue by queue in ascending position, from an index that has everything needed, so that no message is touched.
 * Notices what does not fit together. Used once, by one thread.
 */
final class EntryReader {
    private static final Logger LOGGER = System.getLogger(EntryReader.class.getName());
    private static final int FETCH_ROWS = 1000;
    private static final long PROGRESS_EVERY = 1_000_000;
    private static final String COLUMNS =
            "m.message_id, m.body_length, m.persistent, m.priority, m.time_to_live_millis, m.arrived_at_millis";
    private static final String OWN = "SELECT m.queue_id, m.position, " + COLUMNS
            + " FROM lmq_message m WHERE m.queue_id > 0 ORDER BY m.queue_id, m.position";
    private static final String SHARED = "SELECT r.queue_id, r.position, " + COLUMNS
            + " FROM lmq_message_reference r LEFT OUTER JOIN lmq_message m --DERBY-PROPERTIES"
            + " joinStrategy=NESTEDLOOP, index=LMQ_MESSAGE_PLACE\n"
            + " ON m.queue_id = 0 AND m.position = r.message_id"
            + " ORDER BY r.queue_id, r.position";

    private final Connection connection;
    /** How far the queues that there are were delivered. */
    private final Map<Long, Long> deliveredUpTo;

    /** Queues that are gone, but not all of their messages yet. */
    private final Set<Long> removedQueues;

    private final RecoveryVisitor visitor;
    private final Set<Long> missingQueues = new TreeSet<>();
    private final Set<Long> queuesOfTransient = new TreeSet<>();
    private final List<EntryKey> withoutMessage = new ArrayList<>();
    private final List<StoredEntry> secondAtPlace = new ArrayList<>();
    private final Map<EntryKey, StoredEntry> withCopies = new LinkedHashMap<>();
    private @Nullable StoredEntry last;
    private long count;

    EntryReader(
            Connection connection, Map<Long, Long> deliveredUpTo, Set<Long> removedQueues, RecoveryVisitor visitor) {
        this.removedQueues = removedQueues;
        this.connection = connection;
        this.deliveredUpTo = deliveredUpTo;
        this.visitor = visitor;
    }

    /** Entries that were handed out. */
    long count() {
        return count;
    }

    /** Queues that messages name, but that are not there. */
    Set<Long> missingQueues() {
        return missingQueues;
    }

    /** Places whose message is not there. */
    List<EntryKey> withoutMessage() {
        return withoutMessage;
    }

    /** Messages at a place that another one has, which was handed out. */
    List<StoredEntry> secondAtPlace() {
        return secondAtPlace;
    }

    /** Entries that were handed out and whose message is there more than once. */
    Collection<StoredEntry> withCopies() {
        return withCopies.values();
    }

    /** Queues of messages that were stored to save memory, and end with the run that stored them. */
    Set<Long> queuesOfTransient() {
        return queuesOfTransient;
    }

    void read() throws SQLException {
        try (Statement ownStatement = connection.createStatement();
                Statement sharedStatement = connection.createStatement()) {
            ownStatement.setFetchSize(FETCH_ROWS);
            sharedStatement.setFetchSize(FETCH_ROWS);
            try (ResultSet ownRows = ownStatement.executeQuery(OWN);
                    ResultSet sharedRows = sharedStatement.executeQuery(SHARED)) {
                merge(ownRows, sharedRows);
            }
        }
    }

    private void merge(ResultSet ownRows, ResultSet sharedRows) throws SQLException {
        StoredEntry own = next(ownRows, false);
        StoredEntry shared = next(sharedRows, true);
        while (own != null || shared != null) {
            if (shared == null || (own != null && before(own.key(), shared.key()))) {
                handOut(own);
                own = next(ownRows, false);
            } else {
                handOut(shared);
                shared = next(sharedRows, true);
            }
        }
    }

    private static boolean before(EntryKey first, EntryKey second) {
        return first.queueId() < second.queueId()
                || (first.queueId() == second.queueId() && first.position() < second.position());
    }

    private void handOut(@Nullable StoredEntry entry) {
        if (entry != null && !atSamePlace(entry)) {
            last = entry;
            visitor.entry(entry);
            count++;
            if (count % PROGRESS_EVERY == 0) {
                LOGGER.log(Level.INFO, "Recovery has found {0} messages in queues so far", count);
            }
        }
    }

    /** Whether the entry is at the same place as the one before, which no index forbids. */
    private boolean atSamePlace(StoredEntry entry) {
        StoredEntry first = last;
        if (first == null || !first.key().equals(entry.key())) {
            return false;
        }
        if (first.home().equals(entry.home()) && first.messageId() == entry.messageId()) {
            withCopies.put(first.home(), first);
        } else {
            secondAtPlace.add(entry);
        }
        return true;
    }

    /** The next entry that can be handed out, null after the last one. */
    private @Nullable StoredEntry next(ResultSet rows, boolean shared) throws SQLException {
        while (rows.next()) {
            EntryKey key = new EntryKey(rows.getLong(1), rows.getLong(2));
            long messageId = rows.getLong(3);
            if (removedQueues.contains(key.queueId())) {
                continue;
            }
            Long delivered = deliveredUpTo.get(key.queueId());
            if (!shared && !rows.getBoolean(5)) {
                queuesOfTransient.add(key.queueId());
            } else if (delivered == null) {
                missingQueues.add(key.queueId());
            } else if (messageId == 0) {
                withoutMessage.add(key);
            } else {
                return new StoredEntry(
                        messageId,
                        key,
                        shared,
                        rows.getInt(4),
                        rows.getInt(6),
                        rows.getLong(7),
                        rows.getLong(8),
                        key.position() <= delivered);
            }
        }
        return null;
    }
}
