package org.leveretmq.storage.jpa;

import java.util.List;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredVirtualHost;

/** Keeps the entries that are recovered, and nothing else. */
class EntryCollector implements RecoveryVisitor {
    private final List<StoredEntry> entries;

    EntryCollector(List<StoredEntry> entries) {
        this.entries = entries;
    }

    @Override
    public void virtualHost(StoredVirtualHost virtualHost) {}

    @Override
    public void definition(StoredDefinition definition) {}

    @Override
    public void exchange(StoredExchange exchange) {}

    @Override
    public void queue(StoredQueue queue) {}

    @Override
    public void binding(StoredBinding binding) {}

    @Override
    public void branch(StoredBranch branch) {}

    @Override
    public void entry(StoredEntry entry) {
        entries.add(entry);
    }
}
