package org.leveretmq.queue;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;

/** The store as queues use it to keep long backlogs out of memory. Confined to the virtual host's loop. */
public interface Pager {
    /** Whether messages take so much of the heap that queues are to keep only a few in it. */
    boolean memoryScarce();

    /** Whether they take so much that queues are to keep hardly any in it; then memory is scarce, too. */
    boolean memoryFull();

    /** Runs the task, in a later one of the loop, when everything given to the store so far is stored, or was given up. */
    void whenStored(Runnable task);

    /** The same, and when everything that has left queues so far is removed from the store; for those who are about to remove much. */
    void whenRemoved(Runnable task);

    /** Gives the store a message that it does not have and need not keep over a restart. */
    void keep(QueueEntry entry);

    /**
     * Reads stored messages of a queue back; while the store fails it is tried again.
     *
     * @param result receives the messages in the order of the entries, in a later task of the loop; what is null there cannot be had
     */
    void read(MessageQueue queue, List<PagedEntry> entries, Consumer<List<@Nullable Message>> result);

    /** The store's side of a message that it has kept for this queue. */
    EntryRecord record(MessageQueue queue, PagedEntry entry);
}
