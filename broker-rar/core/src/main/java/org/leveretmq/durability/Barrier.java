package org.leveretmq.durability;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreOperation;

/** Writes nothing; tells who waits that everything before it is stored. Confined to the virtual host's loop. */
final class Barrier implements Pending {
    private final Completion completion;
    private @Nullable String refusal;

    Barrier(Completion completion) {
        this.completion = completion;
    }

    /** What it waits for was refused. */
    void inVain(String reason) {
        refusal = reason;
    }

    @Override
    public void seal(List<StoreOperation> operations) {}

    @Override
    public void committed() {
        if (refusal == null) {
            completion.stored();
        } else {
            completion.failed(refusal);
        }
    }

    @Override
    public boolean failed(String reason) {
        completion.failed(reason);
        return false;
    }

    @Override
    public boolean refused(String reason) {
        return failed(reason);
    }
}
