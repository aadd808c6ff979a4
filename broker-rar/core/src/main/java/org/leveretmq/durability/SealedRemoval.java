package org.leveretmq.durability;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreOperation;

/** The removal of a place as a part of a change; it is known when the group is full what that takes. Confined to the virtual host's loop. */
final class SealedRemoval {
    private final TakenRecord place;
    private StoreOperation.@Nullable RemoveEntry removal;

    SealedRemoval(TakenRecord place) {
        this.place = place;
    }

    void seal(List<StoreOperation> operations) {
        removal = place.seal();
        if (removal != null) {
            operations.add(removal);
        }
    }

    /** The change was not committed; it can be sealed again. */
    void undone() {
        if (removal != null) {
            place.undone(removal);
            removal = null;
        }
    }
}
