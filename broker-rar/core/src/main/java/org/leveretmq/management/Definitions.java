package org.leveretmq.management;

import java.util.List;
import org.leveretmq.durability.DefinitionWriter;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredDefinition;

/** Stores changes of definitions and turns a failure into what administrators are told. Any thread that may block. */
final class Definitions {
    private final DefinitionWriter writer;

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
}
