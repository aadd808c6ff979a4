package org.leveretmq.transaction;

import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.durability.Completion;
import org.leveretmq.durability.Journal;

/** Transactions in the groups of a virtual host's journal: many of them share one commit of the store. */
public record JournalTransactions(Journal journal) implements TransactionStore {
    @Override
    public AtomicWrites begin() {
        return journal.begin();
    }

    @Override
    public void commit(AtomicWrites writes, Completion completion) {
        journal.commit(writes, completion);
    }
}
