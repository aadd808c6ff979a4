package org.leveretmq.queue;

/** The store's side of a queue entry that is to survive a restart. Confined to the virtual host's loop. */
public interface EntryRecord {
    /**
     * The entry has left its queue for good; what was or would be written of it is to go. Called once.
     *
     * @param withQueue whether it leaves because the whole queue goes, which the store is told of, too
     */
    void removed(boolean withQueue);

    /** The id under which the store gives the message back; 0 as long as it does not yet, below 0 if it never will. */
    long storedId();

    /** Whether the message was stored with more than one place. */
    boolean shared();
}
