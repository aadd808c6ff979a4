package org.leveretmq.durability;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreOperation;

/**
 * A definition, or its removal: it is tried again until the store takes it, since the broker has acted on it already, or until the store refuses it
 * and the broker takes back what it has done. Confined to the virtual host's loop.
 */
final class PendingDefinition implements Pending {
    private final StoreOperation operation;
    private final Runnable undo;
    private @Nullable Barrier waiting;

    PendingDefinition(StoreOperation operation, Runnable undo) {
        this.operation = operation;
        this.undo = undo;
    }

    /** Who waits for this definition, and for others perhaps. */
    void awaitedBy(Barrier barrier) {
        waiting = barrier;
    }

    @Override
    public void seal(List<StoreOperation> operations) {
        operations.add(operation);
    }

    @Override
    public void committed() {}

    @Override
    public boolean failed(String reason) {
        return true;
    }

    @Override
    public boolean refused(String reason) {
        if (waiting != null) {
            waiting.inVain(reason);
        }
        undo.run();
        return false;
    }
}
