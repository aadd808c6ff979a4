package org.leveretmq.queue;

/** The store's side of a queue entry that is to survive a restart. Confined to the virtual host's loop. */
public interface EntryRecord {
    /**
     * The entry has left its queue for good; what was or would be written of it is to go. Called once.
     *
     * @param withQueue whether it leaves because the whole queue goes, which the store is told of, too
     */
    void removed(boolean withQueue);

    /**
     * The entry has left its queue for others, whose share the store was given in the same task of the loop: what was promised of the message
     * holds when the store has that. Called once, instead of {@link #removed}.
     *
     * @param withQueue whether the store is told that the whole queue goes, too
     */
    void moved(boolean withQueue);

    /** The id under which the store gives the message back; 0 as long as it does not yet, below 0 if it never will. */
    long storedId();

    /** Whether the message was stored with more than one place. */
    boolean shared();
}
