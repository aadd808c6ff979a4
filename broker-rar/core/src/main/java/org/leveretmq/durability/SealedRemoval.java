package org.leveretmq.durability;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreOperation;

/** The removal of a place that may not be written yet: it is known when the group is full what that takes. Confined to the virtual host's loop. */
final class SealedRemoval implements Pending {
    private final TakenRecord place;
    private StoreOperation.@Nullable RemoveEntry removal;

    SealedRemoval(TakenRecord place) {
        this.place = place;
    }

    @Override
    public void seal(List<StoreOperation> operations) {
        removal = place.seal();
        if (removal != null) {
            operations.add(removal);
        }
    }

    @Override
    public void committed() {}

    @Override
    public boolean failed(String reason) {
        if (removal != null) {
            place.undone(removal);
            removal = null;
        }
        return true;
    }

    @Override
    public boolean refused(String reason) {
        failed(reason);
        return false;
    }
}
