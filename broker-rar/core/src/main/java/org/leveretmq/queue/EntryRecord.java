package org.leveretmq.queue;

/** The store's side of a queue entry that is to survive a restart. Confined to the virtual host's loop. */
public interface EntryRecord {
    /**
     * The entry has left its queue for good; what was or would be written of it is to go. Called once.
     *
     * @param withQueue whether it leaves because the whole queue goes, which the store is told of, too
     */
    void removed(boolean withQueue);
}
