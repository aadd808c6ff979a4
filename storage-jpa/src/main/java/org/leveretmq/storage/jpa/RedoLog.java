package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/**
 * Commits of messages as records in {@code lmq_redo_log}, one behind the other: a record takes a fraction of the time of its rows. Later the oldest
 * records are applied, some at once, and removed: what is left of their messages then gets its rows in {@code lmq_message}. Most messages were
 * removed meanwhile and never get one.
 *
 * <p>What is done with a transaction is decided before it by {@link #plan}, and {@link #happened} or {@link #undone} is to follow. One thread at a time,
 * but for {@link #find} and {@link #isGone}.
 */
final class RedoLog {
    /** How long the log gets, by the weight of its records, before the oldest are applied. */
    private static final long LONGEST = 16L << 20;
    /** How many bytes of messages without rows are on the heap, before the oldest are applied. */
    private static final long MOST_HELD_BYTES =
            Math.min(LONGEST, Runtime.getRuntime().maxMemory() / 64);
    /** How long the log gets, and how many bytes of messages without rows there are on the heap, while nothing can be applied. */
    private static final long LONGEST_UNAPPLIED =
            Math.min(2 * LONGEST, Runtime.getRuntime().maxMemory() / 16);
    /** Of a log that has become too long, records of this weight are applied: each time the whole log is read. */
    private static final long STEP = LONGEST / 2;
    /** So many messages get their rows at once, and so many rows are removed, which takes some 10 ms. */
    private static final int STEP_ROWS = 1000;
    /**
     * Fewer operations get their rows at once, unless they remove messages of the log: a client with one confirm at a time was served a sixth more
     * slowly by records.
     */
    private static final int FEWEST = 3;
    /** A heavier record is not worthwhile: the commit takes long anyway, and most likely nobody consumes what is published. */
    private static final int HEAVIEST = 512 << 10;
    /** The removal of a row, or the insertion of a place, takes as long as the insertion of a message with so many bytes. */
    private static final int ROW_WEIGHT = 500;
    /** The longest text that fits into a column of the tables. */
    private static final int LONGEST_TEXT = 255;
    /** Into a row of the log, so that it fits into a page. */
    private static final int PART_BYTES = 32_000;

    private static final String APPEND = "INSERT INTO lmq_redo_log (record_number, part, content) VALUES (?, ?, ?)";

    private final boolean used;
    private final Unapplied unapplied = new Unapplied();
    private final Deque<Entry> entries = new ArrayDeque<>();
    /** Of the last record that there ever was. */
    private long lastNumber;

    /** Of all records. */
    private long weight;

    private final RedoWorth worth = new RedoWorth(LONGEST);
    private Plan plan = Plan.NONE;
    private byte[] record = {};
    private long insertedRows;
    private long removedRows;

    /**
     * A record in the log.
     *
     * @param weight how long it takes to apply it, as bytes that are inserted
     * @param messages that it inserts
     */
    private record Entry(long number, int weight, int messages) {}

    /**
     * What a transaction does with the log.
     *
     * @param appliesUpTo the record up to which all are applied first; 0 for none
     * @param logs adds its operations as a record, so that they need no rows
     */
    record Plan(long appliesUpTo, boolean logs) {
        static final Plan NONE = new Plan(0, false);

        boolean applies() {
            return appliesUpTo > 0;
        }
    }

    /** A log without records. One that is not used stays so. */
    RedoLog(boolean used) {
        this.used = used;
    }

    /** Whether there are records. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The number of the last record that there ever was. */
    long lastNumber() {
        return lastNumber;
    }

    /** Decides what the transaction of these operations does with the log. */
    Plan plan(List<StoreOperation> operations) {
        long heavy = weight(operations);
        boolean messages = used && takesAll(operations);
        if (messages && operations.size() < FEWEST && !unapplied.holdsAnyOf(operations)) {
            plan = Plan.NONE;
            return plan;
        }
        // A log that has become far too long meanwhile is not applied at once, whatever is worthwhile.
        boolean logs = messages && heavy <= HEAVIEST && (worth.isWorthwhile(heavy) || weight >= LONGEST);
        if (logs) {
            boolean full = weight >= LONGEST || unapplied.bytes() >= MOST_HELD_BYTES;
            plan = new Plan(full ? endOfStep(lastNumber, STEP) : 0, true);
            record = RedoRecord.encode(operations);
        } else {
            plan = new Plan(isEmpty() ? 0 : lastNumber, false);
        }
        return plan;
    }

    /** Decides that the transaction of these operations does nothing but add them as a record, if that is possible. */
    Plan planToLog(List<StoreOperation> operations) {
        boolean full = weight >= LONGEST_UNAPPLIED || unapplied.bytes() >= LONGEST_UNAPPLIED;
        boolean logs = used && !full && takesAll(operations);
        plan = new Plan(0, logs);
        record = logs ? RedoRecord.encode(operations) : record;
        return plan;
    }

    /** Decides that a transaction does nothing but apply the oldest records, none behind this one. Returns whether there are any. */
    boolean planToApply(long upTo) {
        plan = new Plan(endOfStep(upTo, Long.MAX_VALUE), false);
        return plan.applies();
    }

    /** Up to which record, if no more than so much is to be applied at once; at least the first one, 0 if it is behind {@code upTo}. */
    private long endOfStep(long upTo, long mostWeight) {
        long last = unapplied.endOfRows(STEP_ROWS);
        long end = 0;
        long heavy = 0;
        for (Entry entry : entries) {
            boolean enough = end > 0 && (entry.number > last || heavy >= mostWeight);
            if (entry.number > upTo || enough) {
                break;
            }
            end = entry.number;
            heavy += entry.weight;
        }
        return end;
    }

    private static long weight(List<StoreOperation> operations) {
        long weight = 0;
        for (StoreOperation operation : operations) {
            weight += operation instanceof StoreOperation.InsertMessage insert
                    ? insert.message().footprintBytes()
                            + ROW_WEIGHT * insert.entries().size()
                    : ROW_WEIGHT;
        }
        return weight;
    }

    /** Whether there is nothing among them that the tables may refuse later. */
    private static boolean takesAll(List<StoreOperation> operations) {
        for (StoreOperation operation : operations) {
            boolean taken = operation instanceof StoreOperation.InsertMessage insert
                    ? takes(insert.message())
                    : operation instanceof StoreOperation.RemoveEntry;
            if (!taken) {
                return false;
            }
        }
        return !operations.isEmpty();
    }

    private static boolean takes(Message message) {
        return message.exchange().length() <= LONGEST_TEXT
                && message.routingKey().length() <= LONGEST_TEXT
                && MessageContent.inline(message);
    }

    /** Does what was decided, but for rows of the operations themselves. */
    void write(Connection connection) throws SQLException {
        insertedRows = 0;
        removedRows = 0;
        if (plan.applies()) {
            apply(connection);
        }
        if (plan.logs) {
            append(connection);
        }
    }

    private void apply(Connection connection) {
        try {
            MessageBatch rows = new MessageBatch(connection);
            unapplied.writeTo(rows, plan.appliesUpTo);
            insertedRows = rows.inserted();
            removedRows = rows.removed();
            remove(connection);
        } catch (SQLException e) {
            throw new NotAppliedException(e);
        }
    }

    /** The log cannot be applied: the operations that are to be committed have nothing to do with that. */
    static final class NotAppliedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAppliedException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private void remove(Connection connection) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM lmq_redo_log WHERE record_number <= ?")) {
            delete.setLong(1, plan.appliesUpTo);
            delete.executeUpdate();
        }
    }

    private void append(Connection connection) throws SQLException {
        if (connection instanceof KeptStatements kept) {
            append(kept.statement(APPEND));
        } else {
            try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
                append(insert);
            }
        }
    }

    private void append(PreparedStatement insert) throws SQLException {
        for (int from = 0, part = 1; from < record.length; from += PART_BYTES, part++) {
            insert.setLong(1, lastNumber + 1);
            insert.setInt(2, part);
            insert.setBytes(3, part(from));
            insert.executeUpdate();
        }
    }

    private byte[] part(int from) {
        int to = Math.min(record.length, from + PART_BYTES);
        return from == 0 && to == record.length ? record : Arrays.copyOfRange(record, from, to);
    }

    /** The transaction was committed. */
    void happened(List<StoreOperation> operations) {
        if (plan.applies()) {
            removeEntries();
        }
        if (plan.logs) {
            lastNumber++;
            int rows = unapplied.add(lastNumber, operations);
            int messages = 0;
            for (StoreOperation operation : operations) {
                if (operation instanceof StoreOperation.InsertMessage insert) {
                    messages++;
                    rows += insert.entries().size();
                }
            }
            int recordWeight = record.length + ROW_WEIGHT * rows;
            entries.add(new Entry(lastNumber, recordWeight, messages));
            weight += recordWeight;
        }
        plan = Plan.NONE;
    }

    private void removeEntries() {
        int messages = 0;
        long applied = 0;
        for (Entry next = entries.peek(); next != null && next.number <= plan.appliesUpTo; next = entries.peek()) {
            messages += next.messages;
            applied += next.weight;
            entries.remove();
        }
        weight -= applied;
        worth.applied(applied, messages, unapplied.messages(plan.appliesUpTo));
        unapplied.forget(plan.appliesUpTo);
    }

    /** The transaction was rolled back. */
    void undone() {
        plan = Plan.NONE;
    }

    /** Rows of messages and places that the transaction has inserted for the log. */
    long insertedRows() {
        return insertedRows;
    }

    /** Rows of messages and places that the transaction has removed for the log. */
    long removedRows() {
        return removedRows;
    }

    /** Whether the transaction that was decided last has its operations in the log. */
    boolean logs() {
        return plan.logs;
    }

    /** Whether the log itself tells if the transaction that was decided last has happened. */
    boolean tells() {
        return plan.applies() || plan.logs;
    }

    /** Whether it has; waits until the database has made up its mind. */
    boolean hasHappened(Connection connection) throws SQLException {
        // One that only applies leaves nothing of the records that it has applied.
        long number = plan.logs ? lastNumber + 1 : plan.appliesUpTo;
        try (PreparedStatement query =
                connection.prepareStatement("SELECT part FROM lmq_redo_log WHERE record_number = ?")) {
            query.setLong(1, number);
            try (ResultSet row = query.executeQuery()) {
                return row.next() == plan.logs;
            }
        }
    }

    /** Those of these messages that have no rows yet; any thread. */
    Map<EntryKey, Message> find(Collection<EntryKey> homes) {
        return unapplied.find(homes);
    }

    /** Whether the message here was removed, but has its row still; any thread. */
    boolean isGone(EntryKey home) {
        return unapplied.isGone(home);
    }
}
