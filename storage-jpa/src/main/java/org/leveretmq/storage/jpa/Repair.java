package org.leveretmq.storage.jpa;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.types.FieldTableCodec;

/**
 * Moves what does not fit together or cannot be read into {@code lmq_set_aside}, so that an administrator can look at it. Does not commit. Used once,
 * by one thread.
 */
final class Repair {
    /** A table whose rows can be set aside, with the columns of {@code lmq_set_aside} and what they are filled with. */
    private enum Source {
        EXCHANGE(
                "lmq_exchange",
                "exchange_id",
                "kind, virtual_host, name, arguments",
                "'exchange', virtual_host, name, arguments"),
        QUEUE(
                "lmq_queue",
                "queue_id",
                "kind, virtual_host, name, queue_id, arguments",
                "'queue', virtual_host, name, queue_id, arguments"),
        BINDING(
                "lmq_binding",
                "binding_id",
                "kind, virtual_host, name, exchange, routing_key, arguments",
                "'binding', virtual_host, destination, source, routing_key, arguments"),
        POLICY(
                "lmq_policy",
                "policy_id",
                "kind, virtual_host, name, arguments",
                "'policy', virtual_host, name, definition"),
        PARAMETER(
                "lmq_parameter",
                "parameter_id",
                "kind, virtual_host, name, arguments",
                "'parameter', virtual_host, name, parameter_value"),
        MESSAGE(
                "lmq_message",
                "message_id",
                "kind, message_id, queue_id, position, arrived_at_millis, exchange, routing_key, properties_length,"
                        + " properties, body, large_content",
                "'message', message_id, queue_id, position, arrived_at_millis, exchange, routing_key, properties_length,"
                        + " properties, body, large_content"),
        REFERENCE(
                "lmq_message_reference",
                "message_id",
                "kind, message_id, queue_id, position",
                "'place', message_id, queue_id, position"),
        BRANCH("lmq_branch", "branch_id", "kind, virtual_host, name", "'branch', virtual_host, global_transaction_id"),
        BRANCH_MESSAGE(
                "lmq_branch_message",
                "branch_id",
                "kind, position, exchange, routing_key, properties_length, properties, body, large_content",
                "'branch message', number_in_branch, exchange, routing_key, properties_length, properties, body,"
                        + " large_content"),
        BRANCH_SETTLEMENT(
                "lmq_branch_settlement",
                "branch_id",
                "kind, message_id, queue_id, position",
                "'branch settlement', message_id, queue_id, position");

        private final String table;
        private final String key;
        private final String targets;
        private final String values;

        Source(String table, String key, String targets, String values) {
            this.table = table;
            this.key = key;
            this.targets = targets;
            this.values = values;
        }
    }

    private static final String NO_QUEUE = "NOT EXISTS (SELECT 1 FROM lmq_queue q WHERE q.virtual_host ="
            + " lmq_binding.virtual_host AND q.name = lmq_binding.destination)";

    private final Connection connection;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    Repair(Connection connection) {
        this.connection = connection;
    }

    /** What was set aside so far. */
    List<RecoveryReport.SetAside> report() {
        return counts.entrySet().stream()
                .map(entry -> new RecoveryReport.SetAside(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Sets aside definitions that cannot be read, and bindings to nothing. */
    void definitions() throws SQLException {
        unreadable(Source.EXCHANGE, "arguments", "exchanges whose arguments are unreadable");
        unreadable(Source.QUEUE, "arguments", "queues whose arguments are unreadable");
        unreadable(Source.BINDING, "arguments", "bindings whose arguments are unreadable");
        unreadable(Source.POLICY, "definition", "policies whose definition is unreadable");
        unreadable(Source.PARAMETER, "parameter_value", "parameters whose value is unreadable");
        setAside(
                Source.BINDING,
                "bindings whose queue or exchange is missing",
                "(destination_is_queue AND " + NO_QUEUE + ") OR (NOT destination_is_queue AND "
                        + noExchange("destination") + ") OR " + noExchange("source"));
    }

    /** The exchanges that every virtual host has are not stored. */
    private static String noExchange(String column) {
        return "(" + column + " <> '' AND " + column + " NOT LIKE 'amq.%' AND NOT EXISTS (SELECT 1 FROM lmq_exchange e"
                + " WHERE e.virtual_host = lmq_binding.virtual_host AND e.name = lmq_binding." + column + "))";
    }

    private void unreadable(Source source, String column, String reason) throws SQLException {
        List<Long> keys = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT " + source.key + ", " + column + " FROM " + source.table)) {
            while (rows.next()) {
                byte[] encoded = rows.getBytes(2);
                if (encoded == null || !readable(encoded)) {
                    keys.add(rows.getLong(1));
                }
            }
        }
        for (long key : keys) {
            setAside(source, reason, source.key + " = " + key);
        }
    }

    private static boolean readable(byte[] encoded) {
        try {
            FieldTableCodec.decode(ByteBuffer.wrap(encoded));
            return true;
        } catch (ConnectionException e) {
            return false;
        }
    }

    /**
     * Sets aside what belongs to no transaction branch, and what cannot be read of one. A settlement whose entry is gone is as it should be: the
     * queue was deleted meanwhile.
     */
    void branches() throws SQLException {
        setAside(
                Source.BRANCH,
                "branches whose state is unknown",
                "state NOT IN ('IN_DOUBT', 'HEURISTICALLY_COMMITTED', 'HEURISTICALLY_ROLLED_BACK')");
        setAside(
                Source.BRANCH_SETTLEMENT,
                "settlements of branches whose kind is unknown",
                "kind NOT IN ('ACKNOWLEDGED', 'REJECTED', 'REQUEUED')");
        setAside(Source.BRANCH_MESSAGE, "messages whose branch is missing", noBranch("lmq_branch_message"));
        setAside(Source.BRANCH_SETTLEMENT, "settlements whose branch is missing", noBranch("lmq_branch_settlement"));
        List<String> unreadable = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT number_in_branch, exchange, routing_key, properties_length,"
                        + " properties, body, large_content, branch_id FROM lmq_branch_message")) {
            while (row.next()) {
                if (MessageRows.message(row) == null) {
                    unreadable.add("branch_id = " + row.getLong(8) + " AND number_in_branch = " + row.getInt(1));
                }
            }
        }
        for (String condition : unreadable) {
            setAside(Source.BRANCH_MESSAGE, "messages of branches that are unreadable", condition);
        }
    }

    private static String noBranch(String table) {
        return "NOT EXISTS (SELECT 1 FROM lmq_branch b WHERE b.branch_id = " + table + ".branch_id)";
    }

    /** Sets aside what was noticed while the entries were read, and messages that no queue has. */
    void messages(EntryReader entries) throws SQLException {
        for (long queueId : entries.missingQueues()) {
            setAside(Source.MESSAGE, "messages whose queue is missing", "queue_id = " + queueId);
            setAside(Source.REFERENCE, "places of messages whose queue is missing", "queue_id = " + queueId);
        }
        for (EntryKey key : entries.withoutMessage()) {
            setAside(Source.REFERENCE, "places whose message is missing", at(key));
        }
        for (StoredEntry entry : entries.secondAtPlace()) {
            setAside(
                    Source.MESSAGE,
                    "messages whose place another one has",
                    at(entry.key()) + " AND message_id = " + entry.messageId());
        }
        for (StoredEntry entry : entries.withCopies()) {
            copies(entry);
        }
        setAside(
                Source.MESSAGE,
                "messages that are in no queue",
                "queue_id = 0 AND NOT EXISTS (SELECT 1 FROM lmq_message_reference r WHERE r.message_id ="
                        + " lmq_message.position)");
    }

    /** Nothing tells rows apart that are the same: all are set aside, and one is written again. */
    private void copies(StoredEntry entry) throws SQLException {
        Dialect dialect = Dialect.of(connection).orElseThrow();
        EntryKey home = entry.home();
        Message message =
                new MessageReader(connection, dialect).read(List.of(home)).get(home);
        setAside(Source.MESSAGE, "messages that are there more than once, of which one stays", at(home));
        if (message != null) {
            MessageBatch batch = new MessageBatch(connection);
            batch.insert(new StoreOperation.InsertMessage(
                    entry.messageId(), message, entry.arrivedAtMillis(), List.of(home), true));
            batch.flush();
        }
    }

    /** Sets aside messages that cannot be read, with their places. */
    void unreadableMessages(Collection<EntryKey> homes) throws SQLException {
        for (EntryKey home : homes) {
            if (home.equals(EntryKey.ofShared(home.position()))) {
                setAside(Source.REFERENCE, "places of messages that are unreadable", "message_id = " + home.position());
            }
            setAside(Source.MESSAGE, "messages that are unreadable", at(home));
        }
    }

    private static String at(EntryKey key) {
        return "queue_id = " + key.queueId() + " AND position = " + key.position();
    }

    private void setAside(Source source, String reason, String condition) throws SQLException {
        long count;
        try (PreparedStatement copy = connection.prepareStatement("INSERT INTO lmq_set_aside (set_aside_at, reason, "
                + source.targets + ") SELECT CURRENT_TIMESTAMP, '" + reason + "', " + source.values + " FROM "
                + source.table + " WHERE " + condition)) {
            count = copy.executeUpdate();
        }
        if (count > 0) {
            try (Statement delete = connection.createStatement()) {
                delete.executeUpdate("DELETE FROM " + source.table + " WHERE " + condition);
            }
            counts.merge(reason, count, Long::sum);
        }
    }
}
