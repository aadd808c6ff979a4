package org.leveretmq.queue;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a queue that wait, in the order in which they are to be delivered. Some may be in the store only; they are read back ahead of
 * those who take them. Confined to the virtual host's loop.
 */
interface ReadyMessages {
    /** Adds a new entry behind all others of its kind. Returns whether it is the first of its kind. */
    boolean add(QueueEntry entry);

    /** Adds an entry that only the store has, behind all others of its kind. Returns whether it is the first of its kind. */
    boolean add(PagedEntry entry, int priority);

    /** Puts an entry back that was taken, at its old place. Returns whether it is the first of its kind. */
    boolean putBack(QueueEntry entry);

    /** Takes the first entry, null if there is none, or if it {@link #firstIsPaged}. */
    @Nullable
    QueueEntry poll();

    /** Takes the first entry of some kind that is in memory and meets the condition, null if there is none. */
    @Nullable
    QueueEntry pollIf(Predicate<QueueEntry> condition);

    /** The first entry, null if there is none, or if it {@link #firstIsPaged}. */
    @Nullable
    QueueEntry peek();

    /** Whether there is a first entry, but only the store has it. */
    boolean firstIsPaged();

    /** Begins to read the first entries of each kind back, if only the store has them. Returns whether some are on their way. */
    boolean readFirst();

    /** Keeps only the next few in memory. */
    void saveMemory();

    /** Nothing is to be read back any more: everything goes, by way of {@link #poll} and {@link #removePaged}. */
    void abandon();

    /** Takes an entry that only the store has, in no order, and says to the store that it goes; null if there is none. After {@link #abandon}. */
    @Nullable
    PagedEntry removePaged();

    /** The least deadline of the first entries of each kind, {@link Long#MAX_VALUE} if there are none. */
    long leastOfFirst(Deadline deadline);

    /** The number of entries. */
    int size();

    /** The number of entries that only the store has. */
    default int pagedCount() {
        return 0;
    }

    /** The body bytes of the entries that only the store has. */
    default long pagedBytes() {
        return 0;
    }

    /** The body bytes of the entries. */
    long bodyBytes();

    /** Whether there are none. */
    default boolean isEmpty() {
        return size() == 0;
    }
}
