package org.leveretmq.transaction;

import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.durability.Completion;

/** The store's side of a transaction: all that its operations have staged is written as one unit, or nothing. Confined to the virtual host's loop. */
public interface TransactionStore {
    /** Collects what one transaction writes. */
    AtomicWrites begin();

    /** Writes it, together with what others write at the same time, and tells the completion once what has become of it, on the loop. */
    void commit(AtomicWrites writes, Completion completion);
}
