package org.leveretmq.transaction;

import java.util.ArrayList;
import java.util.List;

/** The operations held since the last commit or rollback, in order. Confined to the virtual host's loop. */
public final class Transaction {
    private List<Operation> operations = new ArrayList<>();

    /** Holds an operation. */
    public void hold(Operation operation) {
        operations.add(operation);
    }

    /** Operations held. */
    public int size() {
        return operations.size();
    }

    /** Hands out the operations and begins anew. */
    public List<Operation> take() {
        List<Operation> taken = operations;
        operations = new ArrayList<>();
        return taken;
    }

    /** Undoes the operations, the last one first, and begins anew. */
    public void rollback() {
        List<Operation> taken = take();
        for (int i = taken.size() - 1; i >= 0; i--) {
            taken.get(i).undo();
        }
    }
}
