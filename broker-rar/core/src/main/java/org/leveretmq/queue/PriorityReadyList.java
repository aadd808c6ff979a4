package org.leveretmq.queue;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ready entries of a queue with {@code x-max-priority}: a list for each priority, the highest served first. A message without a priority has the
 * lowest, one above the maximum has the maximum. Confined to the virtual host's loop.
 */
final class PriorityReadyList implements ReadyMessages {
    private final ReadyList[] levels;
    private int size;
    private long bodyBytes;

    PriorityReadyList(int maxPriority) {
        levels = new ReadyList[maxPriority + 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = new ReadyList();
        }
    }

    private ReadyList level(QueueEntry entry) {
        int priority = Math.max(0, entry.message().properties().priority());
        return levels[Math.min(priority, levels.length - 1)];
    }

    @Override
    public boolean add(QueueEntry entry) {
        count(entry, 1);
        return level(entry).add(entry);
    }

    @Override
    public boolean putBack(QueueEntry entry) {
        count(entry, 1);
        return level(entry).putBack(entry);
    }

    private void count(QueueEntry entry, int sign) {
        size += sign;
        bodyBytes += (long) sign * entry.message().body().length;
    }

    @Override
    public @Nullable QueueEntry poll() {
        for (int i = levels.length - 1; i >= 0; i--) {
            QueueEntry entry = levels[i].poll();
            if (entry != null) {
                count(entry, -1);
                return entry;
            }
        }
        return null;
    }

    @Override
    public @Nullable QueueEntry pollIf(Predicate<QueueEntry> condition) {
        for (ReadyList level : levels) {
            QueueEntry entry = level.pollIf(condition);
            if (entry != null) {
                count(entry, -1);
                return entry;
            }
        }
        return null;
    }

    @Override
    public long leastOfFirst(ToLongFunction<QueueEntry> value) {
        long least = Long.MAX_VALUE;
        for (ReadyList level : levels) {
            least = Math.min(least, level.leastOfFirst(value));
        }
        return least;
    }

    @Override
    public @Nullable QueueEntry peek() {
        for (int i = levels.length - 1; i >= 0; i--) {
            QueueEntry entry = levels[i].peek();
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }
}
