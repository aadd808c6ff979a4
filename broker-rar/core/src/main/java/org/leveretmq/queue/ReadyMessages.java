package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;

/** The entries of a queue that wait, in the order in which they are to be delivered. Confined to the virtual host's loop. */
interface ReadyMessages {
    /** Adds a new entry behind all others of its kind. */
    void add(QueueEntry entry);

    /** Puts an entry back that was taken, at its old place. */
    void putBack(QueueEntry entry);

    /** Takes the first entry, null if there is none. */
    @Nullable
    QueueEntry poll();

    /** The first entry, null if there is none. */
    @Nullable
    QueueEntry peek();

    /** The number of entries. */
    int size();

    /** The body bytes of the entries. */
    long bodyBytes();

    /** Whether there are none. */
    default boolean isEmpty() {
        return size() == 0;
    }
}
