package org.leveretmq.durability;

import org.jspecify.annotations.Nullable;
import org.leveretmq.queue.EntryRecord;
import org.leveretmq.store.StoreOperation;

/**
 * A record whose entry can leave with a unit: not before the unit is stored. A message of the same group is written all the same, in case the store
 * takes it, but not the unit. Confined to the virtual host's loop.
 */
interface TakenRecord extends EntryRecord {
    /** The group is full: what is to be written of it with the unit, null if there is nothing. */
    StoreOperation.@Nullable RemoveEntry seal();

    /** What was sealed was not committed. After those messages of the group that were not committed either were told that. */
    void undone(StoreOperation.RemoveEntry removal);
}
