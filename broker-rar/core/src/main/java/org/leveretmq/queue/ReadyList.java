package org.leveretmq.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ready entries of a queue in the order of their positions.
 *
 * <p>New entries go to the tail. Entries are only ever taken from the head, so everything that comes back belongs before everything
 * that was never taken: returned entries wait in a heap of their own, which is served first. Confined to the virtual host's loop.
 */
final class ReadyList implements ReadyMessages {
    private final ArrayDeque<QueueEntry> fresh = new ArrayDeque<>(4);
    private final PriorityQueue<QueueEntry> returned =
            new PriorityQueue<>(4, Comparator.comparingLong(QueueEntry::position));
    private long bodyBytes;

    @Override
    public boolean add(QueueEntry entry) {
        fresh.add(entry);
        bodyBytes += entry.message().body().length;
        return size() == 1;
    }

    @Override
    public boolean putBack(QueueEntry entry) {
        returned.add(entry);
        bodyBytes += entry.message().body().length;
        return returned.peek() == entry;
    }

    @Override
    public @Nullable QueueEntry poll() {
        QueueEntry entry = returned.isEmpty() ? fresh.poll() : returned.poll();
        if (entry != null) {
            bodyBytes -= entry.message().body().length;
        }
        return entry;
    }

    @Override
    public @Nullable QueueEntry pollIf(Predicate<QueueEntry> condition) {
        QueueEntry first = peek();
        return first != null && condition.test(first) ? poll() : null;
    }

    @Override
    public long leastOfFirst(ToLongFunction<QueueEntry> value) {
        QueueEntry first = peek();
        return first == null ? Long.MAX_VALUE : value.applyAsLong(first);
    }

    @Override
    public @Nullable QueueEntry peek() {
        return returned.isEmpty() ? fresh.peek() : returned.peek();
    }

    @Override
    public int size() {
        return fresh.size() + returned.size();
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }
}
