package org.leveretmq.durability;

import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/** A place of a message that was stored before, and perhaps read back. Confined to the virtual host's loop. */
record StoredPlace(Journal journal, long storedId, EntryKey key, boolean shared) implements TakenRecord {
    @Override
    public void removed(boolean withQueue) {
        journal.removeStored(storedId, key, shared, withQueue, false);
    }

    @Override
    public void moved() {
        journal.moved(this);
    }

    @Override
    public StoreOperation.RemoveEntry seal() {
        return journal.removal(storedId, key, shared);
    }

    @Override
    public void undone(StoreOperation.RemoveEntry removal) {
        journal.sharedMessages().undone(removal);
    }
}
