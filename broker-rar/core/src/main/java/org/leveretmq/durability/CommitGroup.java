package org.leveretmq.durability;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.leveretmq.store.StoreOperation;

/**
 * The changes that are committed together. An unforeseen failure of one of them is logged and does not keep the others from being told. Confined to the
 * virtual host's loop.
 */
final class CommitGroup {
    private static final Logger LOGGER = System.getLogger(CommitGroup.class.getName());

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
        for (Pending change : changes) {
            try {
                change.committed();
            } catch (RuntimeException e) {
                LOGGER.log(Level.ERROR, "A change was stored, but what follows from it has failed", e);
            }
        }
    }

    /** The group to try next: what has to be tried again, and then what has come since. */
    CommitGroup failed(String reason, CommitGroup next) {
        CommitGroup retried = new CommitGroup();
        for (Pending change : changes) {
            try {
                if (change.failed(reason)) {
                    retried.add(change);
                }
            } catch (RuntimeException e) {
                LOGGER.log(Level.ERROR, "A change was not stored, and what follows from that has failed", e);
            }
        }
        retried.changes.addAll(next.changes);
        return retried;
    }
}
