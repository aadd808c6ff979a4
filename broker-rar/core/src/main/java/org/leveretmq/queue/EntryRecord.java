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
     * The entry has left its queue for others, in the same move in which the store was given what it has become: it stays in the store until that is
     * there. Called once, instead of {@link #removed}.
     */
    void moved();

    /** The id under which the store gives the message back; 0 as long as it does not yet, below 0 if it never will. */
    long storedId();

    /** Whether the message was stored with more than one place. */
    boolean shared();
}
