package org.leveretmq.durability;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreOperation;

/** A change that waits for its group to be committed. Confined to the virtual host's loop. */
interface Pending {
    /** The group is full: adds what is to be written of it, which may be nothing any more. */
    void seal(List<StoreOperation> operations);

    /** What its group may wait for before it is committed; null if it is to be committed as soon as possible. Asked when it is added. */
    default AnticipatoryDelay.@Nullable Cause awaits() {
        return null;
    }

    /** How many messages a transaction publishes with it. */
    default int published() {
        return 0;
    }

    /** How many messages a transaction takes from their queues with it. */
    default int taken() {
        return 0;
    }

    /** Whether something of it may have to be written, or somebody to be told. Asked before its group is sealed. */
    default boolean writes() {
        return true;
    }

    /** The group was committed. */
    void committed();

    /** The group was not committed. Returns whether this change is to be tried again with the next one. */
    boolean failed(String reason);

    /** The store will never take this change, others of the group it may. Returns whether it is to be tried again all the same. */
    boolean refused(String reason);
}
