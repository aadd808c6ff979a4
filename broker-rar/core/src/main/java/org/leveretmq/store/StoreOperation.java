package org.leveretmq.store;

import java.util.List;
import org.leveretmq.message.Message;

/** One change of a store. Many of them make up a commit. Immutable. */
public sealed interface StoreOperation {
    /** Adds a virtual host, or replaces what is known of it. */
    record PutVirtualHost(StoredVirtualHost virtualHost) implements StoreOperation {}

    /** Removes a virtual host with its exchanges, queues, bindings and messages; does nothing if it is not there. */
    record RemoveVirtualHost(String name) implements StoreOperation {}

    /** Adds a definition, or replaces the one with the same key. */
    record PutDefinition(StoredDefinition definition) implements StoreOperation {}

    /** Removes a definition, but nothing that mentions it; does nothing if it is not there. */
    record RemoveDefinition(StoredDefinition.Key key) implements StoreOperation {}

    /** Adds an exchange, or replaces the one with the same virtual host and name. */
    record PutExchange(StoredExchange exchange) implements StoreOperation {}

    /** Removes an exchange, but not its bindings; does nothing if it is not there. */
    record RemoveExchange(String virtualHost, String name) implements StoreOperation {}

    /** Adds a queue, or replaces the definition of the one with the same id. */
    record PutQueue(StoredQueue queue) implements StoreOperation {}

    /** Removes a queue with all its entries, but not its bindings; does nothing if it is not there. */
    record RemoveQueue(long queueId) implements StoreOperation {}

    /** Adds a binding; does nothing if an equal one is there. */
    record PutBinding(StoredBinding binding) implements StoreOperation {}

    /** Removes a binding; does nothing if it is not there. */
    record RemoveBinding(StoredBinding binding) implements StoreOperation {}

    /**
     * Adds a message and its entries in one or more queues.
     *
     * @param messageId unique in the store for all time, from 1, rising
     * @param message the message
     * @param arrivedAtMillis when it came, in milliseconds since the epoch
     * @param entries its places, at least one, each in another queue
     * @param lasting whether it survives a restart; one that does not has one place, is stored to save memory, and is forgotten by the next recovery
     */
    record InsertMessage(long messageId, Message message, long arrivedAtMillis, List<EntryKey> entries, boolean lasting)
            implements StoreOperation {
        /** Adds a message that survives a restart if it is persistent. */
        public InsertMessage(long messageId, Message message, long arrivedAtMillis, List<EntryKey> entries) {
            this(messageId, message, arrivedAtMillis, entries, message.persistent());
        }

        /** Copies the list. */
        public InsertMessage {
            entries = List.copyOf(entries);
        }

        /** Under which key {@link MessageStore#read} has the message. */
        public EntryKey home() {
            return entries.size() > 1 ? EntryKey.ofShared(messageId) : entries.get(0);
        }
    }

    /**
     * Removes one entry of a message; does nothing if it is not there.
     *
     * @param messageId the message
     * @param entry its place
     * @param shared whether the message was inserted with more than one entry
     * @param last whether this was the last entry, so that the message itself goes too
     */
    record RemoveEntry(long messageId, EntryKey entry, boolean shared, boolean last) implements StoreOperation {}

    /**
     * Says which entries of a queue may have been delivered; forgotten by the next recovery, so that after a crash every entry may have been.
     *
     * @param upToPosition entries up to this place may have been delivered, later ones have not
     */
    record MarkDelivered(long queueId, long upToPosition) implements StoreOperation {}

    /** Adds a transaction branch that is prepared: nothing of it has happened, but it can happen after a crash. */
    record PutBranch(StoredBranch branch) implements StoreOperation {}

    /** A branch was decided without its transaction manager: its name and the outcome stay, what it holds goes. Does nothing if it is not there. */
    record DecideBranch(long branchId, StoredBranch.Outcome outcome) implements StoreOperation {}

    /** Removes a branch with all that it holds; does nothing if it is not there. */
    record RemoveBranch(long branchId) implements StoreOperation {}
}
