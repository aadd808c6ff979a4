package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.ConsumerOptions;
import org.leveretmq.queue.DeliveryTarget;
import org.leveretmq.queue.LooseQueue;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.types.FieldTable;

/** What waits before it is committed, and for what: see {@link AnticipatoryDelay}. */
class JournalDelayTest extends JournalFixture {
    /** From now on the journal knows that a commit takes some time. */
    private void learnHowLongCommitsTake() {
        store.commits.clear();
        loop.execute(() -> insert("slow"));
        scheduler.nanos += Duration.ofMillis(1).toNanos();
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).containsExactly("slow stored"));
        store.permits.release();
        loop.execute(() -> queue.get(true));
        awaitCommits(2);
        await().until(journal::idle);
        store.commits.clear();
        log.clear();
    }

    private void endWait() {
        scheduler.nanos += Duration.ofMillis(1).toNanos();
        scheduler.tasks.remove().run();
    }

    @Test
    void message_that_is_acknowledged_before_a_commit_would_have_ended_is_never_written() {
        learnHowLongCommitsTake();
        store.permits.release();

        loop.execute(() -> insert("awaited"));
        assertThat(log).isEmpty();
        loop.execute(() -> queue.get(true));

        assertThat(log).containsExactly("awaited stored");
        assertThat(journal.idle()).isTrue();
        assertThat(store.commits).isEmpty();
    }

    @Test
    void message_that_is_not_acknowledged_in_time_is_written() {
        learnHowLongCommitsTake();
        store.permits.release();
        loop.execute(() -> insert("kept"));

        endWait();

        awaitCommits(1);
        await().untilAsserted(() -> assertThat(log).containsExactly("kept stored"));
    }

    @Test
    void wait_for_an_acknowledgement_is_not_prolonged_by_what_is_published_meanwhile() {
        learnHowLongCommitsTake();
        store.permits.release();
        loop.execute(() -> insert("first"));
        loop.execute(() -> insert("second"));

        endWait();

        awaitCommits(1);
        assertThat(store.commits.get(0)).hasSize(2);
    }

    @Test
    void wait_that_begins_after_one_that_has_paid_has_its_full_time() {
        learnHowLongCommitsTake();
        loop.execute(() -> insert("acknowledged"));
        loop.execute(() -> queue.get(true));
        scheduler.nanos += Duration.ofMillis(1).toNanos();
        store.permits.release();
        loop.execute(() -> insert("kept"));

        scheduler.tasks.remove().run();
        assertThat(journal.idle()).isFalse();
        assertThat(scheduler.tasks).hasSize(1);

        endWait();
        awaitCommits(1);
    }

    @Test
    void removals_do_not_end_a_wait() {
        storeMany(2);
        learnHowLongCommitsTake();
        store.permits.release();
        loop.execute(() -> insert("awaited"));

        takeMany(1);

        awaitCommits(1);
        assertThat(store.commits.get(0)).singleElement().isInstanceOf(StoreOperation.RemoveEntry.class);
        assertThat(log).isEmpty();
    }

    @Test
    void whoever_waits_for_everything_before_ends_a_wait() {
        learnHowLongCommitsTake();
        store.permits.release();
        loop.execute(() -> insert("message"));

        loop.execute(() -> journal.barrier(new Told(log, "barrier")));

        await().untilAsserted(() -> assertThat(log).containsExactly("message stored", "barrier stored"));
    }

    @Test
    void transaction_that_only_acknowledges_goes_with_the_one_that_publishes_next() {
        learnHowLongCommitsTake();
        storeOne("taken");
        store.commits.clear();
        log.clear();
        store.permits.release();
        QueueEntry[] taken = new QueueEntry[1];
        loop.execute(() -> taken[0] = queue.get(false));
        loop.execute(() -> {
            AtomicWrites unit = journal.begin();
            unit.remove(taken[0]);
            journal.commit(unit, new Told(log, "acknowledgement"));
        });
        assertThat(log).isEmpty();

        loop.execute(() -> insertByTransaction("publication"));

        await().untilAsserted(() -> assertThat(log).containsExactly("acknowledgement stored", "publication stored"));
        assertThat(store.commits).hasSize(1);
    }

    private static final class Keeping implements DeliveryTarget {
        private final List<QueueEntry> kept = new ArrayList<>();

        @Override
        public boolean accepts(Consumer consumer) {
            return true;
        }

        @Override
        public void deliver(Consumer consumer, QueueEntry entry) {
            kept.add(entry);
        }

        @Override
        public void deliverSettled(Consumer consumer, Message message, boolean redelivered) {
            throw new AssertionError("it acknowledges");
        }

        @Override
        public void cancelled(Consumer consumer) {
            throw new AssertionError("the queue stays");
        }
    }

    private Keeping consume() {
        Keeping target = new Keeping();
        ConsumerOptions options = new ConsumerOptions(false, false, 0, 0, null, FieldTable.EMPTY);
        loop.execute(() -> {
            try {
                queue.add(new Consumer("tag", queue, target, options));
            } catch (ChannelException e) {
                throw new AssertionError(e);
            }
            queue.deliverReady();
        });
        return target;
    }

    /** A consumer that has so many messages to acknowledge, all of them stored. */
    private Keeping consumerWith(int messages) {
        storeMany(messages);
        await().until(journal::idle);
        Keeping consumer = consume();
        assertThat(consumer.kept).hasSize(messages);
        store.commits.clear();
        return consumer;
    }

    @Test
    void transaction_that_only_publishes_goes_with_the_one_of_a_consumer_that_is_behind() {
        Keeping consumer = consumerWith(50);
        store.permits.release();
        loop.execute(() -> insertByTransaction("publication"));
        assertThat(log).isEmpty();

        loop.execute(() -> take(consumer.kept.get(0), "acknowledgement"));

        await().untilAsserted(() -> assertThat(log).containsExactly("publication stored", "acknowledgement stored"));
        assertThat(store.commits).hasSize(1);
    }

    @Test
    void transactions_that_only_publish_wait_together_for_a_consumer_that_is_behind() {
        Keeping consumer = consumerWith(50);
        store.permits.release();
        loop.execute(() -> insertByTransaction("first"));
        loop.execute(() -> insertByTransaction("second"));
        assertThat(log).isEmpty();

        loop.execute(() -> take(consumer.kept.get(0), "acknowledgement"));

        await().untilAsserted(() ->
                assertThat(log).containsExactly("first stored", "second stored", "acknowledgement stored"));
        assertThat(store.commits).hasSize(1);
    }

    @Test
    void nobody_is_woken_up_for_the_end_of_a_wait_that_is_over() {
        learnHowLongCommitsTake();
        storeOne("taken");
        store.permits.release();
        scheduler.tasks.clear();
        loop.execute(() -> take(queue.get(false), "acknowledgement"));
        assertThat(scheduler.tasks).hasSize(1);

        loop.execute(() -> insertByTransaction("publication"));

        assertThat(scheduler.tasks).isEmpty();
    }

    @Test
    void transaction_that_has_waited_for_a_consumer_in_vain_is_committed() {
        consumerWith(50);
        store.permits.release();
        loop.execute(() -> insertByTransaction("publication"));

        endWait();

        await().untilAsserted(() -> assertThat(log).containsExactly("publication stored"));
    }

    private void publishByTransaction(String name, int messages) {
        AtomicWrites unit = journal.begin();
        for (int i = 0; i < messages; i++) {
            Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
            unit.insert(message, List.of(queue.enqueue(message)));
        }
        journal.commit(unit, new Told(log, name));
    }

    @Test
    void consumer_that_takes_less_than_half_of_what_is_published_is_waited_for_in_vain() {
        Keeping consumer = consumerWith(50);
        store.permits.release(2);
        loop.execute(() -> publishByTransaction("waiting", 3));
        scheduler.nanos += 400_000;
        loop.execute(() -> take(consumer.kept.get(0), "acknowledgement"));
        await().untilAsserted(() -> assertThat(log).containsExactly("waiting stored", "acknowledgement stored"));
        await().until(journal::idle);

        loop.execute(() -> publishByTransaction("not waiting", 3));

        await().untilAsserted(() -> assertThat(log).contains("not waiting stored"));
    }

    /** As a transaction does: the entry is out of sight until the unit is stored. */
    private void publishOutOfSight() {
        AtomicWrites unit = journal.begin();
        Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
        unit.insert(message, List.of(queue.stage(message)));
        journal.commit(unit, new Told(log, "publication"));
    }

    /** The commit that goes on takes so long that waits may pay, and ends. */
    private void endCommit() {
        scheduler.nanos += 200_000;
        store.permits.release();
        await().until(journal::idle);
    }

    @Test
    void wait_for_consumers_ends_in_time_although_a_longer_one_is_planned() {
        loop.execute(() -> {
            for (int i = 0; i < 100; i++) {
                insert("message");
            }
        });
        scheduler.nanos += Duration.ofMillis(1).toNanos();
        endCommit();
        consume();
        MessageQueue other = LooseQueue.on(loop, scheduler);
        for (int i = 0; i < 16; i++) {
            loop.execute(() -> publishTo(other));
            loop.execute(() -> other.get(true));
        }
        while (!scheduler.tasks.isEmpty()) {
            scheduler.tasks.remove().run();
        }
        loop.execute(() -> publishTo(other));
        loop.execute(() -> other.get(true));
        Runnable longer = scheduler.tasks.element();

        loop.execute(this::publishOutOfSight);

        assertThat(scheduler.tasks).singleElement().isNotSameAs(longer);
    }

    private void publishTo(MessageQueue other) {
        Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
        journal.insert(message, List.of(other.enqueue(message)), new Told(log, "message"));
    }

    @Test
    void transaction_that_publishes_to_a_consumer_that_keeps_up_does_not_wait() {
        consumerWith(49);
        store.permits.release();

        loop.execute(this::publishOutOfSight);

        await().untilAsserted(() -> assertThat(log).containsExactly("publication stored"));
    }
}
