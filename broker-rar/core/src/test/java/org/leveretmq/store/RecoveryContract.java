package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.store.SampleOperations.ARRIVED;
import static org.leveretmq.store.SampleOperations.PERSISTENT;
import static org.leveretmq.store.SampleOperations.at;
import static org.leveretmq.store.SampleOperations.insert;
import static org.leveretmq.store.SampleOperations.message;
import static org.leveretmq.store.SampleOperations.putQueue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;

/** Recovery tells what queues need to go on, and which entries may have been delivered before. */
interface RecoveryContract extends OpenStore {
    @Test
    default void recovers_what_a_queue_needs_without_the_messages() throws Exception {
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
    default void forgets_messages_that_are_not_persistent() throws Exception {
        commit(
                putQueue(1, "q"),
                insert(1, "kept", at(1, 1)),
                insert(2, new Message("", "k", MessageProperties.EMPTY, new byte[3]), at(1, 2)),
                insert(3, new Message("", "k", MessageProperties.EMPTY, new byte[3]), at(2, 1)));
        assertThat(store().read(List.of(at(1, 2), at(2, 1)))).containsOnlyKeys(at(1, 2), at(2, 1));

        assertThat(reopened().entries).extracting(StoredEntry::messageId).containsExactly(1L);
        assertThat(store().read(List.of(at(1, 1), at(1, 2), at(2, 1)))).containsOnlyKeys(at(1, 1));
    }

    @Test
    default void entries_after_the_mark_were_not_delivered() throws Exception {
        commit(putQueue(1, "q"), insert(1, "a", at(1, 1)), insert(2, "b", at(1, 2)), insert(3, "c", at(1, 3)));

        commit(new StoreOperation.MarkDelivered(1, 2));

        assertThat(reopened().entries).extracting(StoredEntry::redelivered).containsExactly(true, true, false);
    }

    @Test
    default void a_mark_counts_for_one_recovery_only() throws Exception {
        commit(putQueue(1, "q"), insert(1, "a", at(1, 1)), new StoreOperation.MarkDelivered(1, 0));
        assertThat(reopened().entries).extracting(StoredEntry::redelivered).containsExactly(false);

        Recovered afterACrash = reopened();

        assertThat(afterACrash.entries).extracting(StoredEntry::redelivered).containsExactly(true);
    }

    @Test
    default void reports_what_it_has_recovered() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"), insert(5, "both", at(1, 1), at(2, 1)), insert(6, "own", at(1, 2)));
        store().close();
        store().open();

        RecoveryReport report = store().recover(new Recovered());

        assertThat(report.queues()).isEqualTo(2);
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.setAside()).isEmpty();
    }
}
