package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.store.SampleOperations.ARRIVED;
import static org.leveretmq.store.SampleOperations.at;
import static org.leveretmq.store.SampleOperations.insert;
import static org.leveretmq.store.SampleOperations.putQueue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.FieldTable;

/** Entries of queues are kept with their messages, in order, until they or their queues are removed. */
interface EntryContract extends OpenStore {
    @Test
    default void keeps_entries_in_the_order_of_their_positions() throws Exception {
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
    default void removes_entries_in_any_order() throws Exception {
        commit(putQueue(1, "q"), insert(1, "one", at(1, 1)), insert(2, "two", at(1, 2)), insert(3, "three", at(1, 3)));

        commit(
                new StoreOperation.RemoveEntry(3, at(1, 3), false, true),
                new StoreOperation.RemoveEntry(1, at(1, 1), false, true));

        assertThat(recoveredAfterReopening()).containsExactly("queue 1 q {}", "entry 1/2 message 2 two");
    }

    @Test
    default void removes_entries_with_the_commit_that_inserts_them() throws Exception {
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
        assertThat(store().read(List.of(at(1, 1), EntryKey.ofShared(7)))).isEmpty();
    }

    @Test
    default void keeps_a_shared_message_until_its_last_entry_is_removed() throws Exception {
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
    default void removes_a_queue_with_its_entries() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"), insert(5, "both", at(1, 1), at(2, 1)), insert(6, "own", at(1, 2)));

        commit(new StoreOperation.RemoveQueue(1));

        assertThat(recoveredAfterReopening()).containsExactly("queue 2 b {}", "entry 2/1 message 5 shared both");
    }

    @Test
    default void keeps_bodies_and_properties_of_every_size() throws Exception {
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
    default void commits_a_thousand_messages_at_once() throws Exception {
        List<StoreOperation> operations = new ArrayList<>();
        operations.add(putQueue(1, "q"));
        for (int i = 1; i <= 1000; i++) {
            operations.add(insert(i, "m" + i, at(1, i)));
        }

        store().commit(operations);

        assertThat(recoveredAfterReopening()).hasSize(1001).endsWith("entry 1/1000 message 1000 m1000");
    }
}
