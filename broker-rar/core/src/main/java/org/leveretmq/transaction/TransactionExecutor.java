package org.leveretmq.transaction;

import java.util.List;
import org.leveretmq.durability.Completion;
import org.leveretmq.durability.Journal;

/**
 * Applies the operations of a transaction as one unit: in one turn of the loop, so that nobody sees a part of them, and with all that
 * they store in one group of the journal, so that a crash leaves all or nothing. Confined to the virtual host's loop.
 */
public final class TransactionExecutor {
    private final Journal journal;

    /** An executor for transactions in the journal's virtual host. */
    public TransactionExecutor(Journal journal) {
        this.journal = journal;
    }

    /** Applies the operations in order and tells the completion when what they store is safe. */
    public void commit(List<Operation> operations, Completion completion) {
        operations.forEach(Operation::apply);
        journal.barrier(completion);
    }
}
