package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredVirtualHost;

class JournalTest extends JournalFixture {
    @Test
    void what_comes_while_a_group_commits_goes_into_the_next_one_together() {
        loop.execute(() -> insert("first"));
        loop.execute(() -> insert("second"));
        loop.execute(() -> insert("third"));

        store.permits.release(2);

        awaitCommits(2);
        assertThat(store.commits.get(0)).hasSize(1);
        assertThat(store.commits.get(1)).hasSize(2);
        await().untilAsserted(() -> assertThat(log).containsExactly("first stored", "second stored", "third stored"));
    }

    @Test
    void message_that_leaves_while_its_group_fills_is_never_written_and_confirmed_at_once() {
        loop.execute(() -> insert("busy"));
        loop.execute(() -> {
            insert("short-lived");
            QueueEntry busy = queue.get(true);
            assertThat(busy).isNotNull();
            assertThat(queue.get(true)).isNotNull();
        });
        assertThat(log).containsExactly("short-lived stored");

        store.permits.release(2);

        awaitCommits(2);
        assertThat(store.commits.get(1)).singleElement().isInstanceOf(StoreOperation.RemoveEntry.class);
    }

    @Test
    void removal_of_what_a_transaction_has_published_goes_with_what_comes_next() {
        storeOne("acknowledged");
        store.permits.release();

        loop.execute(() -> queue.get(true));
        loop.execute(() -> insert("next"));

        awaitCommits(2);
        assertThat(store.commits.get(1))
                .hasSize(2)
                .hasAtLeastOneElementOfType(StoreOperation.RemoveEntry.class)
                .hasAtLeastOneElementOfType(StoreOperation.InsertMessage.class);
    }

    @Test
    void removal_of_what_a_transaction_has_published_is_stored_after_a_while_if_nothing_comes() {
        storeOne("acknowledged");
        store.permits.release();
        loop.execute(() -> queue.get(true));

        scheduler.tasks.remove().run();

        awaitCommits(2);
        assertThat(store.commits.get(1)).singleElement().isInstanceOf(StoreOperation.RemoveEntry.class);
    }

    @Test
    void what_those_who_are_told_of_a_failure_give_the_journal_is_kept_although_all_that_was_filling_is_acknowledged() {
        Completion takesAll = new Completion() {
            @Override
            public void stored() {}

            @Override
            public void failed(String reason) {
                queue.get(true);
                queue.get(true);
                journal.whenAdded(new Told(log, "barrier"));
            }
        };
        loop.execute(() -> {
            Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
            journal.insert(message, List.of(queue.enqueue(message)), takesAll);
        });
        loop.execute(() -> insert("filling"));
        store.failing = true;

        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());
        store.failing = false;
        store.permits.release(2);
        scheduler.tasks.remove().run();

        await().untilAsserted(() -> assertThat(log).containsExactly("filling stored", "barrier stored"));
    }

    @Test
    void removal_of_what_was_published_otherwise_does_not_wait() {
        storeMany(1);
        store.permits.release();

        takeMany(1);

        awaitCommits(2);
        assertThat(store.commits.get(1)).hasSize(1);
    }

    @Test
    void many_removals_do_not_wait() {
        loop.execute(() -> {
            for (int i = 0; i < Removals.MANY; i++) {
                insertByTransaction("acknowledged");
            }
        });
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).hasSize(Removals.MANY));
        store.permits.release();

        takeMany(Removals.MANY);

        awaitCommits(2);
        assertThat(store.commits.get(1)).hasSize(Removals.MANY);
    }

    @Test
    void removals_leave_room_for_what_others_wait_for() {
        storeMany(2 * Removals.AT_ONCE);
        takeMany(2 * Removals.AT_ONCE);
        loop.execute(() -> insert("other"));
        store.permits.release(2);

        await().untilAsserted(() -> assertThat(log).containsExactly("other stored"));
        assertThat(store.commits.get(1)).hasSize(Removals.AT_ONCE);
        assertThat(store.commits.get(2)).hasSize(Removals.AT_ONCE + 1);
    }

    @Test
    void barrier_is_told_after_all_removals_before_it() {
        storeMany(Removals.AT_ONCE + 1);
        loop.execute(() -> {
            for (int i = 0; i <= Removals.AT_ONCE; i++) {
                queue.get(true);
            }
            journal.barrier(new Told(log, "barrier"));
            journal.whenAdded(new Told(log, "addition"));
        });
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).containsExactly("addition stored"));

        store.permits.release();

        await().untilAsserted(() -> assertThat(log).containsExactly("addition stored", "barrier stored"));
        assertThat(store.commits).hasSize(3);
        assertThat(journal.idle()).isTrue();
    }

    @Test
    void barrier_behind_removals_is_told_when_the_store_fails_and_the_removals_are_tried_again() {
        storeMany(Removals.AT_ONCE + 1);
        store.failing = true;
        loop.execute(() -> {
            for (int i = 0; i <= Removals.AT_ONCE; i++) {
                queue.get(true);
            }
            journal.barrier(new Told(log, "barrier"));
        });
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).containsExactly("barrier failed: disk full"));

        store.failing = false;
        store.permits.release(2);
        await().until(() -> !scheduler.tasks.isEmpty());
        scheduler.tasks.remove().run();

        awaitCommits(2);
        assertThat(store.commits.get(1)).hasSize(Removals.AT_ONCE + 1);
    }

    @Test
    void message_that_was_confirmed_without_being_written_is_not_refused_when_its_group_fails() {
        loop.execute(() -> insert("busy"));
        loop.execute(() -> {
            insert("short-lived");
            journal.define(new StoreOperation.PutVirtualHost(StoredVirtualHost.named("v")));
            assertThat(queue.get(true)).isNotNull();
            assertThat(queue.get(true)).isNotNull();
        });
        store.permits.release();
        awaitCommits(1);
        store.failing = true;
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());

        assertThat(log).containsExactly("short-lived stored", "busy stored");
    }

    @Test
    void failed_commit_refuses_messages_and_repeats_definitions() {
        store.failing = true;
        loop.execute(() -> {
            insert("lost");
            journal.define(new StoreOperation.PutVirtualHost(StoredVirtualHost.named("v")));
        });
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).hasSize(1));
        assertThat(log.get(0)).startsWith("lost failed: disk full");
        assertThat(gate.reasons()).containsExactly(PublishGate.Reason.STORE_FAILED);

        store.failing = false;
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());
        scheduler.tasks.remove().run();

        awaitCommits(1);
        assertThat(store.commits.get(0))
                .containsExactly(new StoreOperation.PutVirtualHost(StoredVirtualHost.named("v")));
        await().untilAsserted(() -> assertThat(gate.closed()).isFalse());
    }

    @Test
    void commit_that_may_have_happened_is_neither_confirmed_nor_refused_until_that_is_known() {
        store.unsure = true;
        loop.execute(() -> insert("unsure"));
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());
        assertThat(log).isEmpty();
        assertThat(gate.reasons()).containsExactly(PublishGate.Reason.STORE_FAILED);

        store.unsure = false;
        store.permits.release();
        scheduler.tasks.remove().run();

        await().untilAsserted(() -> assertThat(log).containsExactly("unsure stored"));
        assertThat(store.commits).singleElement().asList().hasSize(1);
        await().untilAsserted(() -> assertThat(gate.closed()).isFalse());
    }

    @Test
    void what_comes_while_a_commit_is_in_doubt_waits_for_it() {
        Journal other = new Journal(loop, writer, scheduler, new AtomicLong(100));
        store.unsure = true;
        loop.execute(() -> insert("unsure"));
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());
        loop.execute(() -> other.define(new StoreOperation.PutVirtualHost(StoredVirtualHost.named("v"))));
        store.permits.release();
        await().until(() -> scheduler.tasks.size() == 2);

        store.unsure = false;
        store.permits.release(2);
        scheduler.tasks.remove().run();

        awaitCommits(2);
        assertThat(store.commits.get(0)).singleElement().isInstanceOf(StoreOperation.InsertMessage.class);
        assertThat(store.commits.get(1)).singleElement().isInstanceOf(StoreOperation.PutVirtualHost.class);
    }

    @Test
    void barrier_is_told_after_everything_before_it() {
        loop.execute(() -> {
            insert("message");
            journal.barrier(new Told(log, "barrier"));
        });
        assertThat(log).isEmpty();

        store.permits.release();

        await().untilAsserted(() -> assertThat(log).containsExactly("message stored", "barrier stored"));
    }

    @Test
    void barrier_with_nothing_before_it_is_told_at_once() {
        loop.execute(() -> journal.barrier(new Told(log, "barrier")));

        assertThat(log).containsExactly("barrier stored");
        assertThat(journal.idle()).isTrue();
    }

    @Test
    void change_that_cannot_be_written_fails_alone() {
        loop.execute(() -> insert("stored"));
        store.permits.release(2);
        await().untilAsserted(() -> assertThat(log).containsExactly("stored stored"));

        loop.execute(() -> {
            QueueEntry entry = queue.get(false);
            take(entry, "broken");
            entry.forgetRecord();
            insert("other");
        });

        await().untilAsserted(() -> assertThat(log)
                .containsExactly("stored stored", "broken failed: unforeseen failure of the broker", "other stored"));
        assertThat(store.commits.get(1)).singleElement().isInstanceOf(StoreOperation.InsertMessage.class);
        assertThat(journal.idle()).isTrue();
    }

    /** One who waits, and cannot stand the answer. */
    private static Completion broken() {
        return new Completion() {
            @Override
            public void stored() {
                throw new IllegalStateException("not prepared for success");
            }

            @Override
            public void failed(String reason) {
                throw new IllegalStateException("not prepared for failure");
            }
        };
    }

    @Test
    void one_who_fails_to_take_the_answer_does_not_keep_it_from_others() {
        loop.execute(() -> {
            journal.define(new StoreOperation.RemoveQueue(7));
            journal.barrier(broken());
            journal.barrier(new Told(log, "other"));
        });
        store.permits.release();

        await().untilAsserted(() -> assertThat(log).containsExactly("other stored"));
    }

    @Test
    void one_who_fails_to_take_a_failure_does_not_stop_the_journal() {
        store.failing = true;
        loop.execute(() -> {
            journal.define(new StoreOperation.RemoveQueue(7));
            journal.barrier(broken());
            journal.barrier(new Told(log, "other"));
        });
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).containsExactly("other failed: disk full"));

        store.failing = false;
        store.permits.release();
        await().until(() -> !scheduler.tasks.isEmpty());
        scheduler.tasks.remove().run();

        await().untilAsserted(() -> assertThat(store.commits).hasSize(1));
    }
}
