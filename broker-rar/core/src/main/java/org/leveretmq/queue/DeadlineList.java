package org.leveretmq.queue;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Entries in the order of their deadlines: those of a queue that keeps delayed messages. Confined to the virtual host's loop. */
final class DeadlineList implements ReadyMessages {
    private final PriorityQueue<QueueEntry> entries = new PriorityQueue<>(
            Comparator.comparingLong(QueueEntry::expiresAtMillis).thenComparingLong(QueueEntry::position));
    private long bodyBytes;

    @Override
    public boolean add(QueueEntry entry) {
        entries.add(entry);
        bodyBytes += entry.message().body().length;
        return entries.peek() == entry;
    }

    @Override
    public boolean putBack(QueueEntry entry) {
        return add(entry);
    }

    @Override
    public @Nullable QueueEntry poll() {
        QueueEntry entry = entries.poll();
        if (entry != null) {
            bodyBytes -= entry.message().body().length;
        }
        return entry;
    }

    @Override
    public @Nullable QueueEntry pollIf(Predicate<QueueEntry> condition) {
        QueueEntry first = entries.peek();
        return first != null && condition.test(first) ? poll() : null;
    }

    @Override
    public @Nullable QueueEntry peek() {
        return entries.peek();
    }

    @Override
    public long leastOfFirst(Deadline deadline) {
        QueueEntry first = entries.peek();
        return first == null ? TimeToLive.NEVER : deadline.of(first.arrivedAtMillis(), first.expiresAtMillis());
    }

    @Override
    public boolean add(PagedEntry entry, int priority) {
        throw new UnsupportedOperationException("Delayed messages are kept in memory");
    }

    @Override
    public boolean firstIsPaged() {
        return false;
    }

    @Override
    public boolean readFirst() {
        return false;
    }

    @Override
    public void saveMemory() {}

    @Override
    public void abandon() {}

    @Override
    public @Nullable PagedEntry removePaged() {
        return null;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }
}
