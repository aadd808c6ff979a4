package org.leveretmq.durability;

import java.util.List;
import org.leveretmq.store.StoreOperation;

/** The change after which a journal takes no more, tried until the store takes it. */
record LastChange(StoreOperation operation, Runnable stored) implements Pending {
    @Override
    public void seal(List<StoreOperation> operations) {
        operations.add(operation);
    }

    @Override
    public void committed() {
        stored.run();
    }

    @Override
    public boolean failed(String reason) {
        return true;
    }

    /** Nothing else waits behind it. */
    @Override
    public boolean refused(String reason) {
        return true;
    }
}
