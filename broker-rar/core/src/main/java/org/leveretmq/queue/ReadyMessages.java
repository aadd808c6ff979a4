package org.leveretmq.queue;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The entries of a queue that wait, in the order in which they are to be delivered. Confined to the virtual host's loop. */
interface ReadyMessages {
    /** Adds a new entry behind all others of its kind. Returns whether it is the first of its kind. */
    boolean add(QueueEntry entry);

    /** Puts an entry back that was taken, at its old place. Returns whether it is the first of its kind. */
    boolean putBack(QueueEntry entry);

    /** Takes the first entry, null if there is none. */
    @Nullable
    QueueEntry poll();

    /** Takes the first entry of some kind that meets the condition, null if there is none. */
    @Nullable
    QueueEntry pollIf(Predicate<QueueEntry> condition);

    /** The first entry, null if there is none. */
    @Nullable
    QueueEntry peek();

    /** The least value of the first entries of each kind, {@link Long#MAX_VALUE} if there are none. */
    long leastOfFirst(ToLongFunction<QueueEntry> value);

    /** The number of entries. */
    int size();

    /** The body bytes of the entries. */
    long bodyBytes();

    /** Whether there are none. */
    default boolean isEmpty() {
        return size() == 0;
    }
}
