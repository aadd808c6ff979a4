package org.leveretmq.durability;

import java.util.List;
import org.leveretmq.store.StoreOperation;

/**
 * A message that has left its queue for others, as a dead letter or when its delay was over: the store takes what it has become and removes what it
 * was, or keeps that. Confined to the virtual host's loop.
 */
final class PendingMove implements Pending {
    private final JournaledMessage arriving;
    private final TakenRecord leaving;
    private final SealedRemoval removal;

    PendingMove(JournaledMessage arriving, TakenRecord leaving) {
        this.arriving = arriving;
        this.leaving = leaving;
        this.removal = new SealedRemoval(leaving);
    }

    @Override
    public void seal(List<StoreOperation> operations) {
        arriving.seal(operations);
        removal.seal(operations);
    }

    @Override
    public void committed() {
        arriving.committed();
    }

    @Override
    public boolean failed(String reason) {
        arriving.failed(reason);
        removal.undone();
        return true;
    }

    @Override
    public boolean refused(String reason) {
        arriving.refused(reason);
        removal.undone();
        arriving.standsFor(leaving);
        return false;
    }
}
