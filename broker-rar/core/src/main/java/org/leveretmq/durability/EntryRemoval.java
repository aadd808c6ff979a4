package org.leveretmq.durability;

import java.util.List;
import org.leveretmq.store.StoreOperation;

/** An entry has left its queue: that is tried again until the store takes it, since the broker has acted on it already. */
record EntryRemoval(SharedMessages sharedMessages, StoreOperation.RemoveEntry operation) implements Pending {
    @Override
    public void seal(List<StoreOperation> operations) {
        operations.add(sharedMessages.checked(operation));
    }

    @Override
    public void committed() {}

    @Override
    public boolean failed(String reason) {
        return true;
    }

    @Override
    public boolean refused(String reason) {
        sharedMessages.undone(operation);
        return false;
    }
}
