package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.message.MessagePropertiesBuilder;
import org.leveretmq.types.FieldTable;

/** What every store has to do; a store's test extends this and hands out an empty store that is not open. */
public abstract class MessageStoreContract {
    /** What a store has recovered, as lines of text in order. */
    private static final class Recovered implements RecoveryVisitor {
        private final List<String> lines = new ArrayList<>();
        private final List<StoredEntry> entries = new ArrayList<>();
        private final List<StoredVirtualHost> hosts = new ArrayList<>();
        private final List<StoredDefinition> definitions = new ArrayList<>();
        private final List<StoredBranch> branches = new ArrayList<>();

        @Override
        public void virtualHost(StoredVirtualHost virtualHost) {
            lines.add("vhost " + virtualHost.name());
            hosts.add(virtualHost);
        }

        @Override
        public void definition(StoredDefinition definition) {
            definitions.add(definition);
        }

        @Override
        public void exchange(StoredExchange exchange) {
            lines.add("exchange " + exchange.name() + " " + exchange.type() + " " + exchange.arguments());
        }

        @Override
        public void queue(StoredQueue queue) {
            lines.add("queue " + queue.id() + " " + queue.name() + " " + queue.arguments());
        }

        @Override
        public void binding(StoredBinding binding) {
            lines.add("binding " + binding.source() + " -> " + binding.destination() + " " + binding.routingKey());
        }

        @Override
        public void branch(StoredBranch branch) {
            branches.add(branch);
        }

        @Override
        public void entry(StoredEntry entry) {
            assertThat(entry.arrivedAtMillis()).isEqualTo(ARRIVED);
            entries.add(entry);
        }
    }

    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final long ARRIVED = 1_700_000_000_123L;

    private MessageStore store;

    /** A new, empty store. */
    protected abstract MessageStore newStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = newStore();
        store.open();
        store.recover(new Recovered());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commit(StoreOperation... operations) throws StoreException {
        store.commit(List.of(operations));
    }

    /** Definitions and entries as lines of text, entries with the bodies that are read back. */
    private List<String> recoveredAfterReopening() throws StoreException {
        Recovered recovered = reopened();
        List<String> lines = new ArrayList<>(recovered.lines);
        Map<EntryKey, Message> messages =
                store.read(recovered.entries.stream().map(StoredEntry::home).toList());
        for (StoredEntry entry : recovered.entries) {
            Message message = messages.get(entry.home());
            lines.add("entry " + entry.key().queueId() + "/" + entry.key().position() + " message " + entry.messageId()
                    + (entry.shared() ? " shared " : " ") + (message == null ? "missing" : text(message)));
        }
        return lines;
    }

    private static String text(Message message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    private Recovered reopened() throws StoreException {
        store.close();
        store.open();
        Recovered recovered = new Recovered();
        store.recover(recovered);
        return recovered;
    }

    private static StoreOperation putQueue(long id, String name) {
        return new StoreOperation.PutQueue(new StoredQueue(id, "/", name, false, FieldTable.EMPTY));
    }

    private static StoreOperation insert(long id, String body, EntryKey... places) {
        Message message = new Message("x", "k", PERSISTENT, body.getBytes(StandardCharsets.UTF_8));
        return new StoreOperation.InsertMessage(id, message, ARRIVED, List.of(places));
    }

    private static EntryKey at(long queue, long position) {
        return new EntryKey(queue, position);
    }

    @Test
    void is_empty_at_first() throws Exception {
        assertThat(recoveredAfterReopening()).isEmpty();
    }

    @Test
    void keeps_definitions_in_order() throws Exception {
        FieldTable arguments = FieldTable.of(Map.of("x-max-length", 5));
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                new StoreOperation.PutExchange(
                        new StoredExchange("/", "e", "topic", false, true, FieldTable.of(Map.of("a", "b")))),
                new StoreOperation.PutQueue(new StoredQueue(7, "/", "q", true, arguments)),
                new StoreOperation.PutBinding(new StoredBinding("/", "e", "q", true, "k.#", FieldTable.EMPTY)));

        assertThat(recoveredAfterReopening())
                .containsExactly(
                        "vhost /", "exchange e topic {a=b}", "queue 7 q {x-max-length=5}", "binding e -> q k.#");
    }

    private static StoredBranch branch(long id, String body, StoredSettlement... settlements) {
        Message message = new Message("x", "k", PERSISTENT, body.getBytes(StandardCharsets.UTF_8));
        return new StoredBranch(
                id,
                "/",
                4711,
                "cafe0" + id,
                "",
                "anna",
                ARRIVED,
                StoredBranch.Outcome.IN_DOUBT,
                List.of(new StoredBranch.HeldMessage(message, true)),
                List.of(settlements));
    }

    @Test
    void keeps_prepared_branches_with_what_they_hold() throws Exception {
        StoredSettlement acknowledged = new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.ACKNOWLEDGED);
        StoredSettlement rejected = new StoredSettlement(11, at(1, 2), StoredSettlement.Kind.REJECTED);
        commit(
                putQueue(1, "q"),
                insert(10, "a", at(1, 1)),
                insert(11, "b", at(1, 2)),
                new StoreOperation.PutBranch(branch(1, "held", acknowledged, rejected)),
                new StoreOperation.PutBranch(branch(2, "y".repeat(50_000))));

        List<StoredBranch> recovered = reopened().branches;

        assertThat(recovered).extracting(StoredBranch::id).containsExactly(1L, 2L);
        StoredBranch first = recovered.get(0);
        assertThat(first.virtualHost()).isEqualTo("/");
        assertThat(first.formatId()).isEqualTo(4711);
        assertThat(first.globalTransactionId()).isEqualTo("cafe01");
        assertThat(first.branchQualifier()).isEmpty();
        assertThat(first.user()).isEqualTo("anna");
        assertThat(first.preparedAtMillis()).isEqualTo(ARRIVED);
        assertThat(first.outcome()).isEqualTo(StoredBranch.Outcome.IN_DOUBT);
        assertThat(first.settlements()).containsExactly(acknowledged, rejected);
        assertThat(first.messages()).hasSize(1);
        StoredBranch.HeldMessage held = first.messages().get(0);
        assertThat(held.mandatory()).isTrue();
        assertThat(held.message().exchange()).isEqualTo("x");
        assertThat(held.message().routingKey()).isEqualTo("k");
        assertThat(held.message().persistent()).isTrue();
        assertThat(text(held.message())).isEqualTo("held");
        assertThat(recovered.get(1).messages().get(0).message().body()).hasSize(50_000);
        assertThat(recoveredAfterReopening())
                .containsExactly("queue 1 q {}", "entry 1/1 message 10 a", "entry 1/2 message 11 b");
    }

    @Test
    void removes_a_branch_together_with_what_its_outcome_writes() throws Exception {
        commit(
                putQueue(1, "q"),
                insert(10, "a", at(1, 1)),
                new StoreOperation.PutBranch(
                        branch(1, "held", new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.ACKNOWLEDGED))),
                new StoreOperation.PutBranch(branch(2, "other")));

        commit(
                insert(11, "held", at(1, 2)),
                new StoreOperation.RemoveEntry(10, at(1, 1), false, true),
                new StoreOperation.RemoveBranch(1),
                new StoreOperation.RemoveBranch(99));

        assertThat(recoveredAfterReopening()).containsExactly("queue 1 q {}", "entry 1/2 message 11 held");
        assertThat(reopened().branches).extracting(StoredBranch::id).containsExactly(2L);
    }

    @Test
    void keeps_nothing_of_a_decided_branch_but_its_name_and_the_outcome() throws Exception {
        commit(new StoreOperation.PutBranch(
                branch(1, "held", new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.REJECTED))));

        commit(
                new StoreOperation.DecideBranch(1, StoredBranch.Outcome.HEURISTICALLY_COMMITTED),
                new StoreOperation.DecideBranch(99, StoredBranch.Outcome.HEURISTICALLY_COMMITTED));

        assertThat(reopened().branches)
                .containsExactly(branch(1, "held").decided(StoredBranch.Outcome.HEURISTICALLY_COMMITTED));
    }

    @Test
    void a_virtual_host_goes_with_its_branches() throws Exception {
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                new StoreOperation.PutBranch(
                        branch(1, "held", new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.REJECTED))));

        commit(new StoreOperation.RemoveVirtualHost("/"));

        assertThat(reopened().branches).isEmpty();
        commit(new StoreOperation.PutBranch(branch(1, "anew")));
        assertThat(reopened().branches.get(0).messages()).hasSize(1);
    }

    @Test
    void removes_definitions() throws Exception {
        StoredBinding binding = new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY);
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                new StoreOperation.PutExchange(new StoredExchange("/", "e", "topic", false, true, FieldTable.EMPTY)),
                putQueue(1, "q"),
                new StoreOperation.PutBinding(binding));

        commit(
                new StoreOperation.RemoveBinding(binding),
                new StoreOperation.RemoveExchange("/", "e"),
                new StoreOperation.RemoveQueue(1));

        assertThat(recoveredAfterReopening()).containsExactly("vhost /");
    }

    @Test
    void removes_definitions_that_were_recovered() throws Exception {
        StoredBinding binding = new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY);
        commit(
                new StoreOperation.PutExchange(new StoredExchange("/", "e", "topic", false, true, FieldTable.EMPTY)),
                new StoreOperation.PutBinding(binding));
        recoveredAfterReopening();

        commit(new StoreOperation.RemoveBinding(binding), new StoreOperation.RemoveExchange("/", "e"));

        assertThat(recoveredAfterReopening()).isEmpty();
    }

    @Test
    void puts_and_removes_in_one_commit() throws Exception {
        commit(putQueue(1, "q"), new StoreOperation.RemoveQueue(1), putQueue(2, "q"));

        assertThat(recoveredAfterReopening()).containsExactly("queue 2 q {}");
    }

    @Test
    void removing_what_is_not_there_does_nothing() throws Exception {
        commit(
                new StoreOperation.RemoveQueue(99),
                new StoreOperation.RemoveExchange("/", "e"),
                new StoreOperation.RemoveVirtualHost("v"),
                new StoreOperation.RemoveBinding(new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY)));

        assertThat(recoveredAfterReopening()).isEmpty();
    }

    @Test
    void keeps_entries_in_the_order_of_their_positions() throws Exception {
        commit(putQueue(1, "q"));
        commit(insert(1, "one", at(1, 1)));
        commit(insert(3, "three", at(1, 3)), insert(2, "two", at(1, 2)));

        assertThat(recoveredAfterReopening())
                .containsExactly(
                        "queue 1 q {}",
                        "entry 1/1 message 1 one",
                        "entry 1/2 message 2 two",
                        "entry 1/3 message 3 three");
    }

    @Test
    void removes_entries_in_any_order() throws Exception {
        commit(putQueue(1, "q"), insert(1, "one", at(1, 1)), insert(2, "two", at(1, 2)), insert(3, "three", at(1, 3)));

        commit(
                new StoreOperation.RemoveEntry(3, at(1, 3), false, true),
                new StoreOperation.RemoveEntry(1, at(1, 1), false, true));

        assertThat(recoveredAfterReopening()).containsExactly("queue 1 q {}", "entry 1/2 message 2 two");
    }

    @Test
    void removes_entries_with_the_commit_that_inserts_them() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"));

        commit(
                insert(5, "own", at(1, 1)),
                insert(6, "both", at(1, 2), at(2, 1)),
                insert(7, "gone", at(1, 3), at(2, 2)),
                insert(8, "stays", at(1, 4)),
                new StoreOperation.RemoveEntry(5, at(1, 1), false, true),
                new StoreOperation.RemoveEntry(6, at(1, 2), true, false),
                new StoreOperation.RemoveEntry(7, at(1, 3), true, false),
                new StoreOperation.RemoveEntry(7, at(2, 2), true, true));

        assertThat(recoveredAfterReopening())
                .containsExactly(
                        "queue 1 a {}", "queue 2 b {}", "entry 1/4 message 8 stays", "entry 2/1 message 6 shared both");
        assertThat(store.read(List.of(at(1, 1), EntryKey.ofShared(7)))).isEmpty();
    }

    @Test
    void keeps_a_shared_message_until_its_last_entry_is_removed() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"), insert(5, "both", at(1, 1), at(2, 8)), insert(6, "own", at(1, 2)));
        assertThat(recoveredAfterReopening())
                .containsExactly(
                        "queue 1 a {}",
                        "queue 2 b {}",
                        "entry 1/1 message 5 shared both",
                        "entry 1/2 message 6 own",
                        "entry 2/8 message 5 shared both");

        commit(new StoreOperation.RemoveEntry(5, at(1, 1), true, false));
        assertThat(recoveredAfterReopening()).contains("entry 2/8 message 5 shared both");
        commit(new StoreOperation.RemoveEntry(5, at(2, 8), true, true));

        assertThat(recoveredAfterReopening())
                .containsExactly("queue 1 a {}", "queue 2 b {}", "entry 1/2 message 6 own");
    }

    @Test
    void removes_a_queue_with_its_entries() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"), insert(5, "both", at(1, 1), at(2, 1)), insert(6, "own", at(1, 2)));

        commit(new StoreOperation.RemoveQueue(1));

        assertThat(recoveredAfterReopening()).containsExactly("queue 2 b {}", "entry 2/1 message 5 shared both");
    }

    @Test
    void removes_a_virtual_host_with_everything_in_it() throws Exception {
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("v")),
                new StoreOperation.PutQueue(new StoredQueue(1, "v", "q", false, FieldTable.EMPTY)),
                new StoreOperation.PutExchange(new StoredExchange("v", "e", "fanout", false, false, FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("v", "e", "q", true, "", FieldTable.EMPTY)),
                insert(1, "x", at(1, 1)));

        commit(new StoreOperation.RemoveVirtualHost("v"));

        assertThat(recoveredAfterReopening()).isEmpty();
    }

    @Test
    void keeps_bodies_and_properties_of_every_size() throws Exception {
        commit(putQueue(1, "q"));
        String large = "0123456789".repeat(100_000);
        FieldTable headers = FieldTable.of(Map.of("h", "y".repeat(40_000)));
        Message withLargeHeaders = new Message(
                "",
                "ключ",
                MessageProperties.builder().deliveryMode(2).headers(headers).build(),
                new byte[] {'z'});

        commit(
                insert(1, "", at(1, 1)),
                insert(2, large, at(1, 2)),
                new StoreOperation.InsertMessage(3, withLargeHeaders, ARRIVED, List.of(at(1, 3))));

        assertThat(recoveredAfterReopening())
                .containsExactly(
                        "queue 1 q {}",
                        "entry 1/1 message 1 ",
                        "entry 1/2 message 2 " + large,
                        "entry 1/3 message 3 z");
    }

    @Test
    void refuses_to_work_when_it_is_closed() {
        store.close();

        assertThatThrownBy(() -> commit(putQueue(1, "q"))).isInstanceOf(StoreException.class);
    }

    @Test
    void commits_a_thousand_messages_at_once() throws Exception {
        List<StoreOperation> operations = new ArrayList<>();
        operations.add(putQueue(1, "q"));
        for (int i = 1; i <= 1000; i++) {
            operations.add(insert(i, "m" + i, at(1, i)));
        }

        store.commit(operations);

        assertThat(recoveredAfterReopening()).hasSize(1001).endsWith("entry 1/1000 message 1000 m1000");
    }

    @Test
    void keeps_what_is_known_of_a_virtual_host() throws Exception {
        StoredVirtualHost known = new StoredVirtualHost("prüfung", "für Prüfungen", Set.of("a", "b"), true, 10L, null);
        commit(new StoreOperation.PutVirtualHost(StoredVirtualHost.named("prüfung")));

        commit(new StoreOperation.PutVirtualHost(known));

        assertThat(reopened().hosts).containsExactly(known);
    }

    private static List<StoredDefinition> oneOfEachKind() {
        return List.of(
                new StoredUser("anna", "$hash", Set.of("administrator", "monitoring"), 5L, 100L),
                new StoredUser("nobody", "", Set.of(), null, null),
                new StoredPermission("anna", "/", "^a", ".*", ""),
                new StoredTopicPermission("anna", "/", "amq.topic", "^a\\.", ".*"),
                new StoredPolicy("/", "p", false, "^q", "queues", 7, FieldTable.of(Map.of("max-length", 5))),
                new StoredPolicy("/", "p", true, "", "all", -1, FieldTable.of(Map.of("message-ttl", 5L))),
                new StoredParameter("shovel", "/", "p", FieldTable.of(Map.of("value", Map.of("a", List.of(1, "b"))))),
                new StoredParameter("", "", "p", FieldTable.of(Map.of("value", "text"))));
    }

    private void commitAll(List<StoredDefinition> definitions) throws StoreException {
        for (StoredDefinition definition : definitions) {
            commit(new StoreOperation.PutDefinition(definition));
        }
    }

    @Test
    void keeps_definitions_of_every_kind() throws Exception {
        commitAll(oneOfEachKind());

        assertThat(reopened().definitions).containsExactlyInAnyOrderElementsOf(oneOfEachKind());
    }

    @Test
    void replaces_a_definition_with_the_same_key() throws Exception {
        commitAll(oneOfEachKind());
        List<StoredDefinition> others = List.of(
                new StoredUser("anna", "", Set.of(), null, 1L),
                new StoredUser("nobody", "x", Set.of("y"), 1L, null),
                new StoredPermission("anna", "/", "", "", ".*"),
                new StoredTopicPermission("anna", "/", "amq.topic", "", ""),
                new StoredPolicy("/", "p", false, ".*", "exchanges", 0, FieldTable.EMPTY),
                new StoredPolicy("/", "p", true, "x", "queues", 1, FieldTable.of(Map.of("expires", 1))),
                new StoredParameter("shovel", "/", "p", FieldTable.of(Map.of("value", true))),
                new StoredParameter("", "", "p", FieldTable.of(Map.of("value", 5))));

        commitAll(others);

        assertThat(reopened().definitions).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void removes_definitions_of_every_kind() throws Exception {
        commitAll(oneOfEachKind());
        reopened();

        for (StoredDefinition definition : oneOfEachKind()) {
            commit(new StoreOperation.RemoveDefinition(definition.key()));
        }

        assertThat(reopened().definitions).isEmpty();
    }

    @Test
    void puts_and_removes_a_definition_in_one_commit() throws Exception {
        StoredUser user = new StoredUser("anna", "", Set.of(), null, null);
        commit(
                new StoreOperation.PutDefinition(user),
                new StoreOperation.RemoveDefinition(user.key()),
                new StoreOperation.PutDefinition(user));

        assertThat(reopened().definitions).containsExactly(user);
    }

    private static Message message(MessagePropertiesBuilder properties, String body) {
        return new Message("x", "k", properties.deliveryMode(2).build(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static StoreOperation insert(long id, Message message, EntryKey... places) {
        return new StoreOperation.InsertMessage(id, message, ARRIVED, List.of(places));
    }

    @Test
    void recovers_what_a_queue_needs_without_the_messages() throws Exception {
        commit(
                putQueue(1, "a"),
                putQueue(2, "b"),
                insert(10, message(MessageProperties.builder(), "four"), at(1, 1)),
                insert(
                        11,
                        message(MessageProperties.builder().priority(7).expiration("60000"), ""),
                        at(1, 2),
                        at(2, 5)),
                insert(12, new Message("", "k", PERSISTENT, new byte[70_000]), at(2, 6)));

        assertThat(reopened().entries)
                .containsExactly(
                        new StoredEntry(10, at(1, 1), false, 4, -1, -1, ARRIVED, true),
                        new StoredEntry(11, at(1, 2), true, 0, 7, 60_000, ARRIVED, true),
                        new StoredEntry(11, at(2, 5), true, 0, 7, 60_000, ARRIVED, true),
                        new StoredEntry(12, at(2, 6), false, 70_000, -1, -1, ARRIVED, true));
    }

    @Test
    void forgets_messages_that_are_not_persistent() throws Exception {
        commit(
                putQueue(1, "q"),
                insert(1, "kept", at(1, 1)),
                insert(2, new Message("", "k", MessageProperties.EMPTY, new byte[3]), at(1, 2)),
                insert(3, new Message("", "k", MessageProperties.EMPTY, new byte[3]), at(2, 1)));
        assertThat(store.read(List.of(at(1, 2), at(2, 1)))).containsOnlyKeys(at(1, 2), at(2, 1));

        assertThat(reopened().entries).extracting(StoredEntry::messageId).containsExactly(1L);
        assertThat(store.read(List.of(at(1, 1), at(1, 2), at(2, 1)))).containsOnlyKeys(at(1, 1));
    }

    @Test
    void entries_after_the_mark_were_not_delivered() throws Exception {
        commit(putQueue(1, "q"), insert(1, "a", at(1, 1)), insert(2, "b", at(1, 2)), insert(3, "c", at(1, 3)));

        commit(new StoreOperation.MarkDelivered(1, 2));

        assertThat(reopened().entries).extracting(StoredEntry::redelivered).containsExactly(true, true, false);
    }

    @Test
    void a_mark_counts_for_one_recovery_only() throws Exception {
        commit(putQueue(1, "q"), insert(1, "a", at(1, 1)), new StoreOperation.MarkDelivered(1, 0));
        assertThat(reopened().entries).extracting(StoredEntry::redelivered).containsExactly(false);

        Recovered afterACrash = reopened();

        assertThat(afterACrash.entries).extracting(StoredEntry::redelivered).containsExactly(true);
    }

    @Test
    void reads_messages_in_any_order_and_leaves_out_what_is_not_there() throws Exception {
        commit(
                putQueue(1, "q"),
                insert(3, "three", at(1, 1)),
                insert(5, "five", at(1, 2)),
                insert(9, "nine", at(1, 3)));
        commit(new StoreOperation.RemoveEntry(5, at(1, 2), false, true));

        Map<EntryKey, Message> read =
                store.read(List.of(at(1, 3), at(1, 4), at(1, 2), at(1, 1), at(2, 1), EntryKey.ofShared(3)));

        assertThat(read).containsOnlyKeys(at(1, 1), at(1, 3));
        assertThat(text(read.get(at(1, 1)))).isEqualTo("three");
        assertThat(text(read.get(at(1, 3)))).isEqualTo("nine");
    }

    @Test
    void reads_nothing_when_nothing_is_asked_for() throws Exception {
        assertThat(store.read(List.of())).isEmpty();
    }

    @Test
    void reads_messages_as_they_were_inserted() throws Exception {
        FieldTable headers = FieldTable.of(Map.of("h", "y".repeat(40_000)));
        MessageProperties properties = MessageProperties.builder()
                .deliveryMode(2)
                .headers(headers)
                .correlationId("c")
                .build();
        commit(
                putQueue(1, "q"),
                insert(1, new Message("exchange", "ключ", properties, new byte[] {1, 2, 3}), at(1, 1)),
                insert(2, new Message("", "", MessageProperties.EMPTY, new byte[100_000]), at(1, 2)));

        Map<EntryKey, Message> read = store.read(List.of(at(1, 1), at(1, 2)));

        Message first = read.get(at(1, 1));
        assertThat(first.exchange()).isEqualTo("exchange");
        assertThat(first.routingKey()).isEqualTo("ключ");
        assertThat(first.properties().encoded()).isEqualTo(properties.encoded());
        assertThat(first.body()).containsExactly(1, 2, 3);
        assertThat(read.get(at(1, 2)).body()).isEqualTo(new byte[100_000]);
    }

    @Test
    void reads_scattered_and_neighbouring_messages_by_the_thousand() throws Exception {
        List<StoreOperation> operations =
                new ArrayList<>(List.of(putQueue(1, "q"), putQueue(2, "r"), putQueue(3, "s")));
        List<EntryKey> wanted = new ArrayList<>();
        for (long id = 1; id <= 3000; id++) {
            EntryKey place = at(1 + id % 2, id);
            boolean shared = id % 5 == 0;
            operations.add(shared ? insert(id, "m" + id, place, at(3, id)) : insert(id, "m" + id, place));
            if (id < 1000 || id % 7 == 0) {
                wanted.add(shared ? EntryKey.ofShared(id) : place);
            }
        }
        store.commit(operations);
        Collections.shuffle(wanted, new Random(4));

        Map<EntryKey, Message> read = store.read(wanted);

        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(read).allSatisfy((home, message) -> assertThat(text(message)).isEqualTo("m" + home.position()));
    }

    @Test
    @Timeout(60)
    void reads_while_another_thread_commits() throws Exception {
        commit(putQueue(1, "q"), putQueue(2, "r"));
        CompletableFuture<Void> commits = CompletableFuture.runAsync(() -> {
            try {
                for (long id = 1; id <= 300; id++) {
                    commit(insert(id, "m" + id, at(1, id)));
                    if (id > 50) {
                        commit(new StoreOperation.RemoveEntry(id - 50, at(1, id - 50), false, true));
                    }
                }
            } catch (StoreException e) {
                throw new CompletionException(e);
            }
        });

        do {
            Map<EntryKey, Message> read = store.read(
                    LongStream.rangeClosed(1, 300).mapToObj(id -> at(1, id)).toList());
            assertThat(read)
                    .allSatisfy((home, message) -> assertThat(text(message)).isEqualTo("m" + home.position()));
        } while (!commits.isDone());

        commits.join();
        assertThat(store.read(List.of(at(1, 250), at(1, 251), at(1, 300)))).containsOnlyKeys(at(1, 251), at(1, 300));
    }

    @Test
    void shared_message_can_be_read_until_its_last_entry_is_removed() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"), insert(5, "both", at(1, 1), at(2, 1)));
        commit(new StoreOperation.RemoveQueue(1));
        assertThat(store.read(List.of(EntryKey.ofShared(5)))).containsOnlyKeys(EntryKey.ofShared(5));

        commit(new StoreOperation.RemoveEntry(5, at(2, 1), true, true));

        assertThat(store.read(List.of(EntryKey.ofShared(5)))).isEmpty();
    }

    @Test
    void reports_what_it_has_recovered() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"), insert(5, "both", at(1, 1), at(2, 1)), insert(6, "own", at(1, 2)));
        store.close();
        store.open();

        RecoveryReport report = store.recover(new Recovered());

        assertThat(report.queues()).isEqualTo(2);
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.setAside()).isEmpty();
    }

    @Test
    void refuses_to_read_when_it_is_closed() {
        store.close();

        assertThatThrownBy(() -> store.read(List.of(at(1, 1)))).isInstanceOf(StoreException.class);
    }
}
