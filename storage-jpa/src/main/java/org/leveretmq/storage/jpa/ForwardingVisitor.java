package org.leveretmq.storage.jpa;

import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredExchange;

/** Receives what is read, with the ids that only the store knows. One thread at a time. */
abstract class ForwardingVisitor {
    private final RecoveryVisitor visitor;

    ForwardingVisitor(RecoveryVisitor visitor) {
        this.visitor = visitor;
    }

    RecoveryVisitor visitor() {
        return visitor;
    }

    abstract void definitionRead(long id, StoredDefinition definition);

    abstract void exchangeRead(long id, StoredExchange exchange);

    abstract void bindingRead(long id, StoredBinding binding);
}
