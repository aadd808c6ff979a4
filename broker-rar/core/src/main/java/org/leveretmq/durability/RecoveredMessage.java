package org.leveretmq.durability;

import org.leveretmq.message.Message;
import org.leveretmq.queue.QueueEntry;

/** A message that the store has kept, to be tied to its entries in queues again. Used before the loops run. */
public final class RecoveredMessage {
    private final JournaledMessage journaled;

    RecoveredMessage(JournaledMessage journaled) {
        this.journaled = journaled;
    }

    /** The message, one object however many queues hold it. */
    public Message message() {
        return journaled.message();
    }

    /** Ties an entry to what the store has of it. */
    public void add(QueueEntry entry) {
        journaled.add(entry);
    }
}
