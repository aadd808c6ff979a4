package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.LooseQueue;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/** A journal with a slow store that waits for permits, and a clock that tests move. */
abstract class JournalFixture {
    /** A store whose commits wait for a permit each and fail when they are told to. */
    static final class SlowStore implements MessageStore {
        final List<List<StoreOperation>> commits = new CopyOnWriteArrayList<>();
        final Semaphore permits = new Semaphore(0);
        volatile boolean failing;
        volatile boolean unsure;

        @Override
        public String description() {
            return "slow";
        }

        @Override
        public void open() {}

        @Override
        public RecoveryReport recover(RecoveryVisitor visitor) {
            return new RecoveryReport(Instant.EPOCH, Duration.ZERO, 0, 0, List.of());
        }

        @Override
        public Map<EntryKey, Message> read(Collection<EntryKey> homes) {
            return Map.of();
        }

        @Override
        public void commit(List<StoreOperation> operations) throws StoreException {
            permits.acquireUninterruptibly();
            if (failing) {
                throw new StoreException("disk full", null);
            }
            if (unsure) {
                throw StoreException.outcomeUnknown("connection lost", new IllegalStateException());
            }
            commits.add(List.copyOf(operations));
        }

        @Override
        public void close() {}
    }

    /** Time goes on and what is scheduled runs when the test says so. */
    static final class ManualScheduler implements Scheduler {
        final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        volatile long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            tasks.add(task);
            return () -> tasks.remove(task);
        }
    }

    static final class Told implements Completion {
        private final List<String> log;
        private final String name;

        Told(List<String> log, String name) {
            this.log = log;
            this.name = name;
        }

        @Override
        public void stored() {
            log.add(name + " stored");
        }

        @Override
        public void failed(String reason) {
            log.add(name + " failed: " + reason);
        }
    }

    final SlowStore store = new SlowStore();
    final ManualScheduler scheduler = new ManualScheduler();
    final PublishGate gate = new PublishGate();
    final StoreWriter writer = new StoreWriter(store, gate, scheduler, "journal-test");
    final SerialLoop loop = new SerialLoop("loop", Runnable::run);
    final Journal journal = new Journal(loop, writer, scheduler, new AtomicLong(1));
    final List<String> log = new CopyOnWriteArrayList<>();
    final MessageQueue queue = LooseQueue.on(loop, scheduler);

    @AfterEach
    void close() {
        store.permits.release(100);
        writer.close();
    }

    QueueEntry insert(String name) {
        Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
        QueueEntry entry = queue.enqueue(message);
        journal.insert(message, List.of(entry), new Told(log, name));
        return entry;
    }

    void take(QueueEntry entry, String name) {
        AtomicWrites unit = journal.begin();
        unit.remove(entry);
        journal.commit(unit, new Told(log, name));
    }

    void awaitCommits(int count) {
        await().untilAsserted(() -> assertThat(store.commits).hasSize(count));
    }

    void insertByTransaction(String name) {
        Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
        AtomicWrites unit = journal.begin();
        unit.insert(message, List.of(queue.enqueue(message)));
        journal.commit(unit, new Told(log, name));
    }

    void storeOne(String name) {
        loop.execute(() -> insertByTransaction(name));
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).contains(name + " stored"));
    }

    void storeMany(int count) {
        loop.execute(() -> {
            for (int i = 0; i < count; i++) {
                insert("acknowledged");
            }
        });
        store.permits.release();
        await().untilAsserted(() -> assertThat(log).hasSize(count));
        log.clear();
    }

    void takeMany(int count) {
        loop.execute(() -> {
            for (int i = 0; i < count; i++) {
                queue.get(true);
            }
        });
    }
}
