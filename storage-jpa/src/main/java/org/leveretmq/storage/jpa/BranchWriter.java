package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredSettlement;

/** Writes prepared transaction branches, in tables of their own. Used for one commit, by one thread. */
final class BranchWriter {
    private final Connection connection;

    /** The connection is in the transaction that everything else of the commit is written in. */
    BranchWriter(Connection connection) {
        this.connection = connection;
    }

    void put(StoredBranch branch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO lmq_branch (branch_id, virtual_host,"
                + " format_id, global_transaction_id, branch_qualifier, user_name, prepared_at_millis, state)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, branch.id());
            insert.setString(2, branch.virtualHost());
            insert.setInt(3, branch.formatId());
            insert.setString(4, branch.globalTransactionId());
            insert.setString(5, branch.branchQualifier());
            insert.setString(6, branch.user());
            insert.setLong(7, branch.preparedAtMillis());
            insert.setString(8, branch.outcome().name());
            insert.executeUpdate();
        }
        putMessages(branch.id(), branch.messages());
        putSettlements(branch.id(), branch.settlements());
    }

    private void putMessages(long branchId, List<StoredBranch.HeldMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO lmq_branch_message (branch_id,"
                + " number_in_branch, exchange, routing_key, mandatory, properties_length, properties, body,"
                + " large_content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int number = 0;
            for (StoredBranch.HeldMessage held : messages) {
                MessageContent content = MessageContent.of(held.message());
                insert.setLong(1, branchId);
                insert.setInt(2, ++number);
                insert.setString(3, held.message().exchange());
                insert.setString(4, held.message().routingKey());
                insert.setBoolean(5, held.mandatory());
                insert.setInt(6, content.propertiesLength());
                setBytes(insert, 7, content.properties());
                setBytes(insert, 8, content.body());
                setBytes(insert, 9, content.large());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @SuppressWarnings("NullAway") // the interface allows null, but does not say so
    private static void setBytes(PreparedStatement statement, int index, byte @Nullable [] bytes) throws SQLException {
        statement.setBytes(index, bytes);
    }

    private void putSettlements(long branchId, List<StoredSettlement> settlements) throws SQLException {
        if (settlements.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO lmq_branch_settlement (branch_id,"
                + " number_in_branch, queue_id, position, message_id, kind) VALUES (?, ?, ?, ?, ?, ?)")) {
            int number = 0;
            for (StoredSettlement settlement : settlements) {
                insert.setLong(1, branchId);
                insert.setInt(2, ++number);
                insert.setLong(3, settlement.key().queueId());
                insert.setLong(4, settlement.key().position());
                insert.setLong(5, settlement.messageId());
                insert.setString(6, settlement.kind().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void decide(StoreOperation.DecideBranch decision) throws SQLException {
        removeContents(decision.branchId());
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE lmq_branch SET state = ? WHERE branch_id = ?")) {
            update.setString(1, decision.outcome().name());
            update.setLong(2, decision.branchId());
            update.executeUpdate();
        }
    }

    void remove(long branchId) throws SQLException {
        removeContents(branchId);
        delete("DELETE FROM lmq_branch WHERE branch_id = ?", branchId);
    }

    private void removeContents(long branchId) throws SQLException {
        delete("DELETE FROM lmq_branch_message WHERE branch_id = ?", branchId);
        delete("DELETE FROM lmq_branch_settlement WHERE branch_id = ?", branchId);
    }

    private void delete(String sql, long branchId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, branchId);
            delete.executeUpdate();
        }
    }
}
