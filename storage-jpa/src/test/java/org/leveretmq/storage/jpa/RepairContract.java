package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.RecoveryReport.SetAside;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredParameter;
import org.leveretmq.store.StoredPolicy;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredSettlement;
import org.leveretmq.types.FieldTable;

/** What does not fit together is found at recovery, counted and kept aside, and the rest goes on; for each database. */
abstract class RepairContract {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    private static final byte[] RUBBISH = {9, 'x'};

    private ConnectionPoolDataSource driver;
    private MessageStore store;

    /** A new, empty database. */
    abstract ConnectionPoolDataSource newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        driver = newDatabase();
        store = new JpaMessageStore(new TestDatabase("test", driver));
        store.open();
        store.commit(List.of(
                new StoreOperation.PutExchange(new StoredExchange("/", "e", "topic", false, false, FieldTable.EMPTY)),
                new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)),
                new StoreOperation.PutQueue(new StoredQueue(2, "/", "r", false, FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("/", "amq.topic", "r", true, "k", FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("/", "e", "amq.fanout", false, "", FieldTable.EMPTY)),
                new StoreOperation.PutDefinition(
                        new StoredPolicy("/", "p", false, "", "all", 0, FieldTable.of(Map.of("expires", 1)))),
                new StoreOperation.PutDefinition(new StoredParameter("c", "/", "p", FieldTable.of(Map.of("value", 1)))),
                insert(10, at(1, 1)),
                insert(11, at(1, 2), at(2, 1)),
                insert(12, at(2, 2))));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static EntryKey at(long queue, long position) {
        return new EntryKey(queue, position);
    }

    private static StoreOperation insert(long id, EntryKey... places) {
        Message message = new Message("e", "k", PERSISTENT, new byte[] {(byte) id});
        return new StoreOperation.InsertMessage(id, message, 1, List.of(places));
    }

    void damage(String sql, Object... values) throws SQLException {
        PooledConnection pooled = driver.getPooledConnection();
        try (Connection connection = pooled.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setBytes(i + 1, (byte[]) values[i]);
            }
            assertThat(statement.executeUpdate()).isPositive();
        } finally {
            pooled.close();
        }
    }

    private RecoveryReport recover(List<StoredEntry> entries) throws Exception {
        return store.recover(new EntryCollector(entries));
    }

    private RecoveryReport recover() throws Exception {
        return recover(new ArrayList<>());
    }

    private List<String> setAside(String columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        PooledConnection pooled = driver.getPooledConnection();
        try (Connection connection = pooled.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + columns + " FROM lmq_set_aside ORDER BY kind, message_id, queue_id")) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.join(" ", values));
            }
        } finally {
            pooled.close();
        }
        return rows;
    }

    @Test
    void nothing_is_set_aside_when_everything_fits_together() throws Exception {
        assertThat(recover().setAside()).isEmpty();
    }

    @Test
    void messages_of_a_missing_queue_are_set_aside_and_those_shared_with_another_one_stay_there() throws Exception {
        damage("DELETE FROM lmq_queue WHERE queue_id = 1");
        damage("DELETE FROM lmq_binding WHERE destination = 'q'");
        List<StoredEntry> entries = new ArrayList<>();

        RecoveryReport report = recover(entries);

        assertThat(report.setAside())
                .containsExactlyInAnyOrder(
                        new SetAside("messages whose queue is missing", 1),
                        new SetAside("places of messages whose queue is missing", 1));
        assertThat(entries).extracting(StoredEntry::key).containsExactly(at(2, 1), at(2, 2));
        assertThat(setAside("kind, message_id, queue_id, position")).containsExactly("message 10 1 1", "place 11 1 2");
        assertThat(store.read(List.of(at(1, 1), EntryKey.ofShared(11), at(2, 2))))
                .containsOnlyKeys(EntryKey.ofShared(11), at(2, 2));
    }

    @Test
    void places_without_a_message_are_set_aside() throws Exception {
        damage("DELETE FROM lmq_message WHERE message_id = 11");
        List<StoredEntry> entries = new ArrayList<>();

        RecoveryReport report = recover(entries);

        assertThat(report.setAside()).containsExactly(new SetAside("places whose message is missing", 2));
        assertThat(report.entries()).isEqualTo(2);
        assertThat(entries).extracting(StoredEntry::messageId).containsExactly(10L, 12L);
    }

    @Test
    void of_two_messages_at_one_place_the_one_that_came_first_stays_and_the_other_one_is_set_aside() throws Exception {
        store.commit(List.of(insert(13, at(1, 1)), insert(14, at(1, 2))));
        List<StoredEntry> entries = new ArrayList<>();

        RecoveryReport report = recover(entries);

        assertThat(report.setAside()).containsExactly(new SetAside("messages whose place another one has", 2));
        assertThat(entries).extracting(StoredEntry::messageId).containsExactly(10L, 11L, 11L, 12L);
        assertThat(setAside("kind, message_id, queue_id, position"))
                .containsExactly("message 13 1 1", "message 14 1 2");
        assertThat(store.read(List.of(at(1, 1), at(1, 2))))
                .containsOnlyKeys(at(1, 1))
                .allSatisfy((home, message) -> assertThat(message.body()).containsExactly(10));
        assertThat(recover().setAside()).as("the next time").isEmpty();
    }

    @Test
    void of_a_message_that_is_there_twice_one_stays() throws Exception {
        damage("INSERT INTO lmq_message SELECT * FROM lmq_message WHERE message_id IN (10, 11)");
        List<StoredEntry> entries = new ArrayList<>();

        RecoveryReport report = recover(entries);

        assertThat(report.setAside())
                .containsExactly(new SetAside("messages that are there more than once, of which one stays", 4));
        assertThat(entries).extracting(StoredEntry::messageId).containsExactly(10L, 11L, 11L, 12L);
        assertThat(setAside("kind, message_id"))
                .containsExactly("message 10", "message 10", "message 11", "message 11");
        assertThat(store.read(List.of(at(1, 1), EntryKey.ofShared(11))))
                .containsOnlyKeys(at(1, 1), EntryKey.ofShared(11));
        assertThat(recover().setAside()).as("the next time").isEmpty();
    }

    @Test
    void messages_that_are_in_no_queue_are_set_aside() throws Exception {
        damage("DELETE FROM lmq_message_reference");

        RecoveryReport report = recover();

        assertThat(report.setAside()).containsExactly(new SetAside("messages that are in no queue", 1));
        assertThat(setAside("message_id, exchange, routing_key")).containsExactly("11 e k");
    }

    @Test
    void bindings_to_nothing_are_set_aside() throws Exception {
        store.commit(List.of(
                new StoreOperation.PutBinding(new StoredBinding("/", "e", "gone", true, "a", FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("/", "e", "gone", false, "b", FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("/", "gone", "q", true, "c", FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("v", "e", "q", true, "d", FieldTable.EMPTY))));

        RecoveryReport report = recover();

        assertThat(report.setAside()).containsExactly(new SetAside("bindings whose queue or exchange is missing", 4));
        assertThat(setAside("kind, virtual_host, exchange, name, routing_key"))
                .containsExactlyInAnyOrder(
                        "binding / e gone a", "binding / e gone b", "binding / gone q c", "binding v e q d");
    }

    @Test
    void definitions_that_are_unreadable_are_set_aside_with_what_depends_on_them() throws Exception {
        damage("UPDATE lmq_queue SET arguments = ? WHERE queue_id = 1", RUBBISH);
        damage("UPDATE lmq_exchange SET arguments = ?", RUBBISH);
        damage("UPDATE lmq_binding SET arguments = ? WHERE source = 'amq.topic'", RUBBISH);
        damage("UPDATE lmq_policy SET definition = ?", RUBBISH);
        damage("UPDATE lmq_parameter SET parameter_value = ?", RUBBISH);

        RecoveryReport report = recover();

        assertThat(report.setAside())
                .contains(
                        new SetAside("exchanges whose arguments are unreadable", 1),
                        new SetAside("queues whose arguments are unreadable", 1),
                        new SetAside("bindings whose arguments are unreadable", 1),
                        new SetAside("policies whose definition is unreadable", 1),
                        new SetAside("parameters whose value is unreadable", 1),
                        new SetAside("bindings whose queue or exchange is missing", 2),
                        new SetAside("messages whose queue is missing", 1));
        assertThat(recover().setAside()).as("the next time").isEmpty();
    }

    @Test
    void a_message_that_is_unreadable_is_set_aside_when_it_is_read() throws Exception {
        damage("UPDATE lmq_message SET properties = ? WHERE message_id = 11", RUBBISH);
        recover();

        Map<EntryKey, Message> read = store.read(List.of(at(1, 1), EntryKey.ofShared(11), at(2, 2)));

        assertThat(read).containsOnlyKeys(at(1, 1), at(2, 2));
        assertThat(setAside("kind, message_id, queue_id")).containsExactly("message 11 0", "place 11 1", "place 11 2");
        assertThat(recover().setAside()).isEmpty();
    }

    private static StoreOperation prepared(long id) {
        Message message = new Message("e", "k", PERSISTENT, new byte[] {(byte) id});
        return new StoreOperation.PutBranch(new StoredBranch(
                id,
                "/",
                1,
                "0" + id,
                "",
                "anna",
                1,
                StoredBranch.Outcome.IN_DOUBT,
                List.of(new StoredBranch.HeldMessage(message, false)),
                List.of(new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.ACKNOWLEDGED))));
    }

    @Test
    void what_belongs_to_no_branch_or_is_unreadable_in_one_is_set_aside() throws Exception {
        store.commit(List.of(prepared(1), prepared(2), prepared(3), prepared(4)));
        damage("DELETE FROM lmq_branch WHERE branch_id = 1");
        damage("UPDATE lmq_branch_message SET properties = ? WHERE branch_id = 2", RUBBISH);
        damage("UPDATE lmq_branch SET state = 'WHATEVER' WHERE branch_id = 3");
        List<Long> branches = new ArrayList<>();

        RecoveryReport report = store.recover(new EntryCollector(new ArrayList<>()) {
            @Override
            public void branch(StoredBranch branch) {
                branches.add(branch.id());
            }
        });

        assertThat(report.setAside())
                .containsExactlyInAnyOrder(
                        new SetAside("branches whose state is unknown", 1),
                        new SetAside("messages whose branch is missing", 2),
                        new SetAside("settlements whose branch is missing", 2),
                        new SetAside("messages of branches that are unreadable", 1));
        assertThat(branches).containsExactly(2L, 4L);
        assertThat(recover().setAside()).as("the next time").isEmpty();
    }

    @Test
    void a_settlement_whose_entry_is_gone_is_as_it_should_be() throws Exception {
        store.commit(List.of(prepared(1), new StoreOperation.RemoveQueue(1)));
        damage("DELETE FROM lmq_binding WHERE destination = 'q'");

        assertThat(recover().setAside()).isEmpty();
    }

    @Test
    void what_was_set_aside_can_be_committed_again() throws Exception {
        damage("DELETE FROM lmq_message WHERE message_id = 11");
        recover();

        store.commit(List.of(insert(11, at(1, 2), at(2, 1))));

        assertThat(recover().entries()).isEqualTo(4);
    }
}
