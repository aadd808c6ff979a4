package org.leveretmq.transaction;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.vhost.TransactionCounters;

/** The operations held since the last commit or rollback, in order. Confined to the virtual host's loop. */
public final class Transaction {
    private final TransactionCounters counters;
    private List<Operation> operations = new ArrayList<>();

    /** Holds nothing yet; counts what becomes of it. */
    public Transaction(TransactionCounters counters) {
        this.counters = counters;
    }

    /** Holds an operation. */
    public void hold(Operation operation) {
        if (operations.isEmpty()) {
            counters.began();
        }
        operations.add(operation);
        operation.held();
    }

    /** Publishes held. */
    public int publishes() {
        return (int)
                operations.stream().filter(PublishOperation.class::isInstance).count();
    }

    /** Acknowledgements and rejections held. */
    public int settlements() {
        return operations.size() - publishes();
    }

    /** Hands out the operations to be committed and begins anew; {@link #committed} or {@link #failed} follows. */
    public List<Operation> take() {
        if (operations.isEmpty()) {
            counters.began();
        }
        List<Operation> taken = operations;
        operations = new ArrayList<>();
        return taken;
    }

    /** What was taken has taken effect. */
    public void committed() {
        counters.committed();
    }

    /** What was taken could not be committed: it is undone, the last one first. */
    public void failed(List<Operation> taken) {
        counters.failed();
        undo(taken);
    }

    /** Undoes the operations, the last one first, and begins anew. */
    public void rollback() {
        List<Operation> taken = take();
        counters.rolledBack();
        undo(taken);
    }

    /** The transaction is left without an end: what it holds is undone. */
    public void abandon() {
        if (!operations.isEmpty()) {
            rollback();
        }
    }

    private static void undo(List<Operation> operations) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            operations.get(i).undo();
        }
    }
}
