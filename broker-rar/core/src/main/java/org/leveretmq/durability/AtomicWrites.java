package org.leveretmq.durability;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.StoreOperation;

/**
 * What is to be stored as one unit, all or nothing: messages that nobody sees yet, entries that leave their queues, and other changes. Used once.
 * Confined to the virtual host's loop.
 */
public final class AtomicWrites {
    /** So many messages to acknowledge are more than a consumer has that keeps up: some transactions of its own, and what is on its way. */
    private static final int BEHIND_MESSAGES = 50;

    private final Journal journal;
    private final List<JournaledMessage> messages = new ArrayList<>();
    private final List<QueueEntry> leaving = new ArrayList<>();
    private final List<StoreOperation> changes = new ArrayList<>();
    /** Consumers of one of the queues that it publishes to are behind: they have much to acknowledge. */
    private boolean overtakes;
    /** Consumers of one of the queues that it takes from have more to do than they have been sent. */
    private boolean backlogged;

    AtomicWrites(Journal journal) {
        this.journal = journal;
    }

    /** Stores a message with entries in queues, at least one, which have to stay out of sight until the unit is stored. */
    public void insert(Message message, List<QueueEntry> entries) {
        entries.forEach(entry -> overtakes |= consumersBehind(entry.queue()));
        messages.add(new JournaledMessage(
                journal, journal.nextMessageId(), message, entries, Completion.NONE, JournaledMessage.Purpose.UNIT));
    }

    /** Removes an entry, which has to stay unsettled until the unit is stored, and is to be settled then. */
    public void remove(QueueEntry entry) {
        if (entry.record() instanceof TakenRecord) {
            leaving.add(entry);
            backlogged |= entry.queue().consumerCount() > 0 && entry.queue().readyCount() > 0;
        }
    }

    private static boolean consumersBehind(MessageQueue queue) {
        return queue.consumerCount() > 0 && queue.readyCount() + queue.unacknowledgedCount() >= BEHIND_MESSAGES;
    }

    /** Adds a change of another kind. */
    public void change(StoreOperation operation) {
        changes.add(operation);
    }

    /** Whether there is nothing to be stored, nor to be waited for. */
    public boolean isEmpty() {
        return messages.isEmpty() && leaving.isEmpty() && changes.isEmpty();
    }

    Pending pending(Completion completion) {
        return new Unit(completion);
    }

    private static TakenRecord record(QueueEntry entry) {
        if (entry.record() instanceof TakenRecord record) {
            return record;
        }
        throw new IllegalStateException("An entry has left its queue before its unit was stored");
    }

    private final class Unit implements Pending {
        private final Completion completion;
        private final List<SealedRemoval> removals = new ArrayList<>(leaving.size());

        Unit(Completion completion) {
            this.completion = completion;
        }

        @Override
        public AnticipatoryDelay.@Nullable Cause awaits() {
            if (!changes.isEmpty() || messages.isEmpty() == leaving.isEmpty()) {
                return null;
            }
            if (leaving.isEmpty()) {
                return overtakes ? AnticipatoryDelay.Cause.CONSUMPTION : null;
            }
            return backlogged ? null : AnticipatoryDelay.Cause.PUBLICATION;
        }

        @Override
        public int published() {
            return messages.size();
        }

        @Override
        public int taken() {
            return leaving.size();
        }

        @Override
        public void seal(List<StoreOperation> operations) {
            messages.forEach(message -> message.seal(operations));
            for (QueueEntry entry : leaving) {
                SealedRemoval removal = new SealedRemoval(record(entry));
                removal.seal(operations);
                removals.add(removal);
            }
            operations.addAll(changes);
        }

        @Override
        public void committed() {
            messages.forEach(JournaledMessage::committed);
            leaving.forEach(QueueEntry::forgetRecord);
            completion.stored();
        }

        @Override
        public boolean failed(String reason) {
            messages.forEach(message -> message.failed(reason));
            removals.forEach(SealedRemoval::undone);
            completion.failed(reason);
            return false;
        }

        @Override
        public boolean refused(String reason) {
            return failed(reason);
        }
    }
}
