package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredSettlement;

/** Reads prepared transaction branches, after {@link Repair#branches} has seen that they fit together. Used once, by one thread. */
final class BranchReader {
    private final Connection connection;

    BranchReader(Connection connection) {
        this.connection = connection;
    }

    void read(RecoveryVisitor visitor) throws SQLException {
        Map<Long, List<StoredBranch.HeldMessage>> messages = messages();
        Map<Long, List<StoredSettlement>> settlements = settlements();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT branch_id, virtual_host, format_id, global_transaction_id,"
                        + " branch_qualifier, user_name, prepared_at_millis, state FROM lmq_branch"
                        + " ORDER BY branch_id")) {
            while (row.next()) {
                long id = row.getLong(1);
                visitor.branch(new StoredBranch(
                        id,
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        StoredBranch.Outcome.valueOf(row.getString(8)),
                        messages.getOrDefault(id, List.of()),
                        settlements.getOrDefault(id, List.of())));
            }
        }
    }

    private Map<Long, List<StoredBranch.HeldMessage>> messages() throws SQLException {
        Map<Long, List<StoredBranch.HeldMessage>> byBranch = new HashMap<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT number_in_branch, exchange, routing_key, properties_length,"
                        + " properties, body, large_content, branch_id, mandatory FROM lmq_branch_message"
                        + " ORDER BY branch_id, number_in_branch")) {
            while (row.next()) {
                Message message = MessageRows.message(row);
                if (message != null) {
                    byBranch.computeIfAbsent(row.getLong(8), id -> new ArrayList<>())
                            .add(new StoredBranch.HeldMessage(message, row.getBoolean(9)));
                }
            }
        }
        return byBranch;
    }

    private Map<Long, List<StoredSettlement>> settlements() throws SQLException {
        Map<Long, List<StoredSettlement>> byBranch = new HashMap<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT branch_id, queue_id, position, message_id, kind FROM"
                        + " lmq_branch_settlement ORDER BY branch_id, number_in_branch")) {
            while (row.next()) {
                byBranch.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new StoredSettlement(
                                row.getLong(4),
                                new EntryKey(row.getLong(2), row.getLong(3)),
                                StoredSettlement.Kind.valueOf(row.getString(5))));
            }
        }
        return byBranch;
    }
}
