package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.message.Message;
import org.leveretmq.queue.DeathReason;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.Overflow;
import org.leveretmq.queue.QueueEntry;

/**
 * A message on its way into its queues with a transaction: it was routed once, gets its places when the transaction commits, and is seen by
 * nobody before the store has it. Confined to the virtual host's loop.
 */
public final class StagedMessage {
    private final VirtualHost host;
    private final List<MessageQueue> routed;
    private final Message message;
    private final List<QueueEntry> entries = new ArrayList<>(1);
    private final List<StagedMessage> letters = new ArrayList<>(0);

    /** A message for these queues, without places yet. Copies the list. */
    StagedMessage(VirtualHost host, List<MessageQueue> routed, Message message) {
        this.host = host;
        this.routed = List.copyOf(routed);
        this.message = message;
    }

    /** The queues that it is for. */
    public List<MessageQueue> routed() {
        return routed;
    }

    /** Gets its places, as far as the queues have room, and has those stored that are to survive a restart. */
    public void stage(AtomicWrites writes) {
        List<QueueEntry> toStore = new ArrayList<>(1);
        for (MessageQueue queue : routed) {
            if (!queue.deleted()) {
                stage(queue, toStore, writes);
            }
        }
        if (!toStore.isEmpty()) {
            writes.insert(message, toStore);
        }
    }

    private void stage(MessageQueue queue, List<QueueEntry> toStore, AtomicWrites writes) {
        if (queue.refuses(message)) {
            if (queue.arguments().overflow() == Overflow.REJECT_PUBLISH_DLX) {
                stageLetter(queue, writes);
            }
            return;
        }
        QueueEntry entry = queue.stage(message);
        if (entry == null) {
            return;
        }
        entries.add(entry);
        if (message.persistent() && Queues.stored(queue)) {
            toStore.add(entry);
        }
    }

    private void stageLetter(MessageQueue queue, AtomicWrites writes) {
        StagedMessage letter = host.stageDeadLetter(queue, message, DeathReason.MAXLEN);
        if (letter != null) {
            letters.add(letter);
            letter.stage(writes);
        }
    }

    /** Loses its places again. */
    public void withdraw() {
        entries.forEach(entry -> entry.queue().withdraw(entry));
        entries.clear();
        letters.forEach(StagedMessage::withdraw);
        letters.clear();
    }

    /** Is seen by everybody from now on. */
    public void show() {
        for (int i = 0; i < entries.size(); i++) {
            QueueEntry entry = entries.get(i);
            entry.queue().show(entry);
        }
        letters.forEach(StagedMessage::show);
    }
}
