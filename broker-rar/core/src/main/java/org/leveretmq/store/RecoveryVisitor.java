package org.leveretmq.store;

/** Receives what a store recovers, in the order that {@link MessageStore#recover} promises. */
public interface RecoveryVisitor {
    /** A virtual host. */
    void virtualHost(StoredVirtualHost virtualHost);

    /** A definition; what it mentions may be missing. */
    void definition(StoredDefinition definition);

    /** A durable exchange. */
    void exchange(StoredExchange exchange);

    /** A durable queue. */
    void queue(StoredQueue queue);

    /** A binding; its exchange and destination came before it, unless the store has lost them. */
    void binding(StoredBinding binding);

    /** A transaction branch that was prepared; the entries that it settles come after it, unless they are gone. */
    void branch(StoredBranch branch);

    /** An entry of a queue that came before it. */
    void entry(StoredEntry entry);
}
