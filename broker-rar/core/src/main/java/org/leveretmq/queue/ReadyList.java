package org.leveretmq.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The ready entries of a queue in the order of their positions.
 *
 * <p>New entries go to the tail. Entries are only ever taken from the head, so everything that comes back belongs before everything
 * that was never taken: returned entries wait in a heap of their own, which is served first. Confined to the virtual host's loop.
 */
final class ReadyList {
    private final ArrayDeque<QueueEntry> fresh = new ArrayDeque<>();
    private final PriorityQueue<QueueEntry> returned =
            new PriorityQueue<>(Comparator.comparingLong(QueueEntry::position));
    private long bodyBytes;

    void add(QueueEntry entry) {
        fresh.add(entry);
        bodyBytes += entry.message().body().length;
    }

    void putBack(QueueEntry entry) {
        returned.add(entry);
        bodyBytes += entry.message().body().length;
    }

    @Nullable
    QueueEntry poll() {
        QueueEntry entry = returned.isEmpty() ? fresh.poll() : returned.poll();
        if (entry != null) {
            bodyBytes -= entry.message().body().length;
        }
        return entry;
    }

    @Nullable
    QueueEntry peek() {
        return returned.isEmpty() ? fresh.peek() : returned.peek();
    }

    boolean isEmpty() {
        return fresh.isEmpty() && returned.isEmpty();
    }

    int size() {
        return fresh.size() + returned.size();
    }

    long bodyBytes() {
        return bodyBytes;
    }
}
