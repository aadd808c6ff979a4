package org.leveretmq.durability;

import org.leveretmq.queue.EntryRecord;
import org.leveretmq.store.EntryKey;

/** A place of a message that was stored before, and perhaps read back. Confined to the virtual host's loop. */
record StoredPlace(Journal journal, long storedId, EntryKey key, boolean shared) implements EntryRecord {
    @Override
    public void removed(boolean withQueue) {
        journal.removeStored(storedId, key, shared, withQueue);
    }
}
