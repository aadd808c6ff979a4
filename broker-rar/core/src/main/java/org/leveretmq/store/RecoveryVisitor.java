package org.leveretmq.store;

import org.leveretmq.message.Message;

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

    /**
     * An entry of a queue that came before it.
     *
     * @param messageId the message's id; the same id with another queue is the same message
     * @param message the message
     * @param arrivedAtMillis when it came, in milliseconds since the epoch
     * @param entry its place
     * @param shared whether the message was inserted with more than one entry
     */
    void entry(long messageId, Message message, long arrivedAtMillis, EntryKey entry, boolean shared);
}
