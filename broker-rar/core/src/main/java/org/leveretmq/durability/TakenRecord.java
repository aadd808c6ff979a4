package org.leveretmq.durability;

import org.jspecify.annotations.Nullable;
import org.leveretmq.queue.EntryRecord;
import org.leveretmq.store.StoreOperation;

/** A record whose entry can leave with a unit: not before the unit is stored. Confined to the virtual host's loop. */
interface TakenRecord extends EntryRecord {
    /** The entry leaves with a unit of the group that fills now. A message of the same group need not be written for it. */
    void takeWithUnit();

    /** The group is full: what is to be written of it with the unit, null if there is nothing. */
    StoreOperation.@Nullable RemoveEntry seal();
}
