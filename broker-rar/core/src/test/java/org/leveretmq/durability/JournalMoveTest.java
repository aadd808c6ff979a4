package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/** Messages that leave a queue for another one, or with a unit, while they or the others are not stored yet. */
class JournalMoveTest extends JournalFixture {
    /** What a dead letter exchange does: other queues get the message, and the old entry is told. */
    private QueueEntry moveOn(QueueEntry entry) {
        QueueEntry moved = queue.enqueue(entry.message());
        assertThat(entry.record()).isNotNull();
        journal.moving(() -> {
            journal.move(entry.message(), List.of(moved));
            entry.record().moved();
        });
        return moved;
    }

    @Test
    void message_that_moves_on_while_its_group_fills_is_confirmed_when_what_it_has_become_is_stored() {
        loop.execute(() -> insert("busy"));
        loop.execute(() -> moveOn(insert("moved")));
        store.permits.release();
        awaitCommits(1);
        await().untilAsserted(() -> assertThat(log).containsExactly("busy stored"));

        store.permits.release();

        await().untilAsserted(() -> assertThat(log).containsExactly("busy stored", "moved stored"));
        assertThat(store.commits.get(1))
                .hasExactlyElementsOfTypes(
                        StoreOperation.InsertMessage.class,
                        StoreOperation.InsertMessage.class,
                        StoreOperation.RemoveEntry.class);
    }

    @Test
    void message_that_has_moved_on_is_tried_again_when_the_commit_fails() {
        loop.execute(() -> insert("stored"));
        store.permits.release();
        awaitCommits(1);
        store.failing = true;
        loop.execute(() -> moveOn(queue.get(false)));
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());

        store.failing = false;
        store.permits.release();
        scheduler.tasks.remove().run();

        awaitCommits(2);
        assertThat(store.commits.get(1))
                .hasSize(2)
                .hasAtLeastOneElementOfType(StoreOperation.InsertMessage.class)
                .hasAtLeastOneElementOfType(StoreOperation.RemoveEntry.class);
    }

    @Test
    void message_that_has_moved_on_and_is_taken_by_a_unit_of_a_failing_commit_is_tried_again() {
        loop.execute(() -> insert("stored"));
        store.permits.release();
        awaitCommits(1);
        store.failing = true;
        loop.execute(() -> insert("busy"));
        QueueEntry[] moved = new QueueEntry[1];
        loop.execute(() -> {
            moved[0] = moveOn(queue.get(false));
            take(moved[0], "taken");
        });
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());
        store.permits.release();
        scheduler.tasks.remove().run();
        await().untilAsserted(() -> assertThat(log).contains("taken failed: disk full"));
        await().until(() -> !scheduler.tasks.isEmpty());

        store.failing = false;
        store.permits.release();
        scheduler.tasks.remove().run();

        awaitCommits(2);
        assertThat(store.commits.get(1)).hasAtLeastOneElementOfType(StoreOperation.InsertMessage.class);
        assertThat(moved[0].settled()).isFalse();
    }

    @Test
    void message_that_has_moved_on_and_is_taken_while_its_commit_fails_goes_with_the_next_one() {
        loop.execute(() -> insert("stored"));
        store.permits.release();
        awaitCommits(1);
        store.failing = true;
        QueueEntry[] moved = new QueueEntry[1];
        loop.execute(() -> moved[0] = moveOn(queue.get(false)));
        loop.execute(() -> take(moved[0], "taken"));
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());

        store.failing = false;
        store.permits.release();
        scheduler.tasks.remove().run();

        await().untilAsserted(() -> assertThat(log).contains("taken stored"));
        assertThat(store.commits.get(1))
                .as("the message that has moved on, the removal of its first place, and of the second one by the unit")
                .hasExactlyElementsOfTypes(
                        StoreOperation.InsertMessage.class,
                        StoreOperation.RemoveEntry.class,
                        StoreOperation.RemoveEntry.class);
    }

    @Test
    void message_goes_with_its_last_entry_also_when_the_unit_that_took_another_one_is_undone() {
        QueueEntry[] entries = new QueueEntry[2];
        loop.execute(() -> {
            Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
            entries[0] = queue.enqueue(message);
            entries[1] = queue.enqueue(message);
            journal.insert(message, List.of(entries), new Told(log, "shared"));
        });
        store.permits.release();
        awaitCommits(1);
        store.failing = true;
        loop.execute(() -> take(entries[0], "taken"));
        loop.execute(() -> entries[1].record().removed(false));
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());

        store.failing = false;
        store.permits.release(2);
        scheduler.tasks.remove().run();
        await().until(() -> removals().size() == 1);
        store.permits.release(2);
        loop.execute(() -> take(entries[0], "taken again"));

        await().untilAsserted(() ->
                assertThat(log).containsExactly("shared stored", "taken failed: disk full", "taken again stored"));
        assertThat(removals())
                .containsExactly(
                        new StoreOperation.RemoveEntry(1, key(entries[1]), true, false),
                        new StoreOperation.RemoveEntry(1, key(entries[0]), true, true));
    }

    private List<StoreOperation> removals() {
        return store.commits.stream()
                .flatMap(List::stream)
                .filter(StoreOperation.RemoveEntry.class::isInstance)
                .toList();
    }

    private static EntryKey key(QueueEntry entry) {
        return new EntryKey(entry.queue().id(), entry.position());
    }
}
