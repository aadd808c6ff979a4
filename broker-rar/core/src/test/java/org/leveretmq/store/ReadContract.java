package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.store.SampleOperations.at;
import static org.leveretmq.store.SampleOperations.insert;
import static org.leveretmq.store.SampleOperations.putQueue;
import static org.leveretmq.store.SampleOperations.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.FieldTable;

/** Messages are read back as they were inserted, in any order, while others are committed. */
interface ReadContract extends OpenStore {
    @Test
    default void reads_messages_in_any_order_and_leaves_out_what_is_not_there() throws Exception {
        commit(
                putQueue(1, "q"),
                insert(3, "three", at(1, 1)),
                insert(5, "five", at(1, 2)),
                insert(9, "nine", at(1, 3)));
        commit(new StoreOperation.RemoveEntry(5, at(1, 2), false, true));

        Map<EntryKey, Message> read =
                store().read(List.of(at(1, 3), at(1, 4), at(1, 2), at(1, 1), at(2, 1), EntryKey.ofShared(3)));

        assertThat(read).containsOnlyKeys(at(1, 1), at(1, 3));
        assertThat(text(read.get(at(1, 1)))).isEqualTo("three");
        assertThat(text(read.get(at(1, 3)))).isEqualTo("nine");
    }

    @Test
    default void reads_nothing_when_nothing_is_asked_for() throws Exception {
        assertThat(store().read(List.of())).isEmpty();
    }

    @Test
    default void reads_messages_as_they_were_inserted() throws Exception {
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

        Map<EntryKey, Message> read = store().read(List.of(at(1, 1), at(1, 2)));

        Message first = read.get(at(1, 1));
        assertThat(first.exchange()).isEqualTo("exchange");
        assertThat(first.routingKey()).isEqualTo("ключ");
        assertThat(first.properties().encoded()).isEqualTo(properties.encoded());
        assertThat(first.body()).containsExactly(1, 2, 3);
        assertThat(read.get(at(1, 2)).body()).isEqualTo(new byte[100_000]);
    }

    @Test
    default void reads_scattered_and_neighbouring_messages_by_the_thousand() throws Exception {
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
        store().commit(operations);
        Collections.shuffle(wanted, new Random(4));

        Map<EntryKey, Message> read = store().read(wanted);

        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(read).allSatisfy((home, message) -> assertThat(text(message)).isEqualTo("m" + home.position()));
    }

    @Test
    @Timeout(60)
    default void reads_while_another_thread_commits() throws Exception {
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
            Map<EntryKey, Message> read = store().read(LongStream.rangeClosed(1, 300)
                    .mapToObj(id -> at(1, id))
                    .toList());
            assertThat(read)
                    .allSatisfy((home, message) -> assertThat(text(message)).isEqualTo("m" + home.position()));
        } while (!commits.isDone());

        commits.join();
        assertThat(store().read(List.of(at(1, 250), at(1, 251), at(1, 300)))).containsOnlyKeys(at(1, 251), at(1, 300));
    }

    @Test
    default void shared_message_can_be_read_until_its_last_entry_is_removed() throws Exception {
        commit(putQueue(1, "a"), putQueue(2, "b"), insert(5, "both", at(1, 1), at(2, 1)));
        commit(new StoreOperation.RemoveQueue(1));
        assertThat(store().read(List.of(EntryKey.ofShared(5)))).containsOnlyKeys(EntryKey.ofShared(5));

        commit(new StoreOperation.RemoveEntry(5, at(2, 1), true, true));

        assertThat(store().read(List.of(EntryKey.ofShared(5)))).isEmpty();
    }
}
