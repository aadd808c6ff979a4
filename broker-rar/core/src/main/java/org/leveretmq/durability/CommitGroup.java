package org.leveretmq.durability;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.store.StoreOperation;

/** The changes that are committed together. Confined to the virtual host's loop. */
final class CommitGroup {
    private final List<Pending> changes = new ArrayList<>();

    void add(Pending change) {
        changes.add(change);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** What is to be written, in order. */
    List<StoreOperation> seal() {
        List<StoreOperation> operations = new ArrayList<>(changes.size());
        changes.forEach(change -> change.seal(operations));
        return operations;
    }

    void committed() {
        changes.forEach(Pending::committed);
    }

    /** The group to try next: what has to be tried again, and then what has come since. */
    CommitGroup failed(String reason, CommitGroup next) {
        CommitGroup retried = new CommitGroup();
        for (Pending change : changes) {
            if (change.failed(reason)) {
                retried.add(change);
            }
        }
        retried.changes.addAll(next.changes);
        return retried;
    }
}
