package org.leveretmq.transaction;

import java.util.List;
import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.durability.Completion;
import org.leveretmq.store.StoreOperation;

/**
 * Applies the operations of a transaction as one unit: first the store gets all that they write, in one commit, so that a crash leaves all or
 * nothing; then they take effect in one turn of the loop, so that nobody sees a part of them, or anything before it is safe. A transaction that
 * writes nothing does not wait for the store. Confined to the virtual host's loop.
 */
public final class TransactionExecutor {
    private final TransactionStore store;

    /** An executor for transactions that this store takes. */
    public TransactionExecutor(TransactionStore store) {
        this.store = store;
    }

    /**
     * Applies the operations in order.
     *
     * @param changes what is to be stored with them
     * @param completion told once when they have taken effect; or that the store has failed, and all of them are held as before
     */
    public void commit(List<Operation> operations, List<StoreOperation> changes, Completion completion) {
        AtomicWrites writes = store.begin();
        operations.forEach(operation -> operation.stage(writes));
        changes.forEach(writes::change);
        if (writes.isEmpty()) {
            operations.forEach(Operation::apply);
            completion.stored();
            return;
        }
        store.commit(writes, new Completion() {
            @Override
            public void stored() {
                operations.forEach(Operation::apply);
                completion.stored();
            }

            @Override
            public void failed(String reason) {
                for (int i = operations.size() - 1; i >= 0; i--) {
                    operations.get(i).unstage();
                }
                completion.failed(reason);
            }
        });
    }
}
