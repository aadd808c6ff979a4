package org.leveretmq.management;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.leveretmq.durability.DefinitionWriter;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredDefinition;

/** Stores changes of definitions, one after the other, and turns a failure into what administrators are told. Any thread that may block. */
final class Definitions {
    private final DefinitionWriter writer;
    private final ReentrantLock changing = new ReentrantLock();

    Definitions(DefinitionWriter writer) {
        this.writer = writer;
    }

    void put(StoredDefinition definition) {
        commit(List.of(new StoreOperation.PutDefinition(definition)));
    }

    void remove(StoredDefinition.Key key) {
        commit(List.of(new StoreOperation.RemoveDefinition(key)));
    }

    /** @throws IllegalStateException if the store fails */
    void commit(List<StoreOperation> changes) {
        try {
            writer.commit(changes);
        } catch (StoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Runs a change while nobody else changes definitions. */
    <T> T exclusively(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }
}
