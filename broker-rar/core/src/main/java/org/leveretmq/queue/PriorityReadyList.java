package org.leveretmq.queue;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ready entries of a queue with {@code x-max-priority}: a list for each priority, the highest served first. A message without a priority has the
 * lowest, one above the maximum has the maximum. Confined to the virtual host's loop.
 */
final class PriorityReadyList implements ReadyMessages {
    private final ReadyList[] levels;

    PriorityReadyList(int maxPriority, @Nullable QueuePages pages) {
        levels = new ReadyList[maxPriority + 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = new ReadyList(pages);
        }
    }

    private ReadyList level(int priority) {
        return levels[Math.min(Math.max(0, priority), levels.length - 1)];
    }

    private ReadyList level(QueueEntry entry) {
        return level(entry.message().properties().priority());
    }

    @Override
    public boolean add(QueueEntry entry) {
        return level(entry).add(entry);
    }

    @Override
    public boolean add(PagedEntry entry, int priority) {
        return level(priority).add(entry, priority);
    }

    @Override
    public boolean putBack(QueueEntry entry) {
        return level(entry).putBack(entry);
    }

    /** The highest that has entries, null if none has. */
    private @Nullable ReadyList first() {
        for (int i = levels.length - 1; i >= 0; i--) {
            if (!levels[i].isEmpty()) {
                return levels[i];
            }
        }
        return null;
    }

    @Override
    public @Nullable QueueEntry poll() {
        ReadyList first = first();
        return first == null ? null : first.poll();
    }

    @Override
    public @Nullable QueueEntry pollIf(Predicate<QueueEntry> condition) {
        for (ReadyList level : levels) {
            QueueEntry entry = level.pollIf(condition);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public long leastOfFirst(Deadline deadline) {
        long least = TimeToLive.NEVER;
        for (ReadyList level : levels) {
            least = Math.min(least, level.leastOfFirst(deadline));
        }
        return least;
    }

    @Override
    public @Nullable QueueEntry peek() {
        ReadyList first = first();
        return first == null ? null : first.peek();
    }

    @Override
    public boolean firstIsPaged() {
        ReadyList first = first();
        return first != null && first.firstIsPaged();
    }

    @Override
    public boolean readFirst() {
        boolean reading = false;
        for (ReadyList level : levels) {
            reading |= level.readFirst();
        }
        return reading;
    }

    @Override
    public void saveMemory() {
        for (ReadyList level : levels) {
            level.saveMemory();
        }
    }

    @Override
    public void abandon() {
        for (ReadyList level : levels) {
            level.abandon();
        }
    }

    @Override
    public @Nullable PagedEntry removePaged() {
        for (ReadyList level : levels) {
            PagedEntry removed = level.removePaged();
            if (removed != null) {
                return removed;
            }
        }
        return null;
    }

    @Override
    public int pagedCount() {
        int count = 0;
        for (ReadyList level : levels) {
            count += level.pagedCount();
        }
        return count;
    }

    @Override
    public long pagedBytes() {
        long bytes = 0;
        for (ReadyList level : levels) {
            bytes += level.pagedBytes();
        }
        return bytes;
    }

    @Override
    public int size() {
        int size = 0;
        for (ReadyList level : levels) {
            size += level.size();
        }
        return size;
    }

    @Override
    public long bodyBytes() {
        long bytes = 0;
        for (ReadyList level : levels) {
            bytes += level.bodyBytes();
        }
        return bytes;
    }
}
