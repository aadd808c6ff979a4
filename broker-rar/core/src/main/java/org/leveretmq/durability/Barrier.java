package org.leveretmq.durability;

import java.util.List;
import org.leveretmq.store.StoreOperation;

/** Writes nothing; tells who waits that everything before it is stored. */
record Barrier(Completion completion) implements Pending {
    @Override
    public void seal(List<StoreOperation> operations) {}

    @Override
    public void committed() {
        completion.stored();
    }

    @Override
    public boolean failed(String reason) {
        completion.failed(reason);
        return false;
    }
}
