package org.leveretmq.transaction;

import org.jspecify.annotations.Nullable;
import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.queue.DeathReason;
import org.leveretmq.queue.EntryRecord;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoredSettlement;
import org.leveretmq.vhost.StagedMessage;
import org.leveretmq.vhost.VirtualHost;

/** What becomes of one delivery when a transaction commits, its dead letter included. Confined to the virtual host's loop. */
public final class StagedSettlement {
    private final VirtualHost host;
    private final QueueEntry entry;
    private final StoredSettlement.Kind kind;
    private @Nullable StagedMessage letter;

    /** Of a delivery that is neither ready nor settled. */
    public StagedSettlement(VirtualHost host, QueueEntry entry, StoredSettlement.Kind kind) {
        this.host = host;
        this.entry = entry;
        this.kind = kind;
    }

    /** The delivery. */
    public QueueEntry entry() {
        return entry;
    }

    /** See {@link Operation#stage}. */
    public void stage(AtomicWrites writes) {
        if (kind == StoredSettlement.Kind.REQUEUED) {
            return;
        }
        if (kind == StoredSettlement.Kind.REJECTED) {
            letter = host.stageDeadLetter(entry.queue(), entry.message(), DeathReason.REJECTED);
            if (letter != null) {
                letter.stage(writes);
            }
        }
        writes.remove(entry);
    }

    /** See {@link Operation#unstage}. */
    public void unstage() {
        if (letter != null) {
            letter.withdraw();
            letter = null;
        }
    }

    /** See {@link Operation#apply}; a queue that has got messages back is to deliver them afterwards. */
    public void apply() {
        switch (kind) {
            case ACKNOWLEDGED -> entry.queue().acknowledge(entry);
            case REJECTED -> {
                entry.queue().leave(entry);
                if (letter != null) {
                    letter.show();
                }
            }
            case REQUEUED -> entry.queue().putBack(entry);
        }
    }

    /** See {@link Operation#describe}. A delivery that the store does not have does not outlive a restart, nor does its settlement. */
    public void describe(BranchContents contents) {
        EntryRecord record = entry.record();
        if (record != null && kind != StoredSettlement.Kind.REQUEUED) {
            contents.settles(new StoredSettlement(
                    record.storedId(), new EntryKey(entry.queue().id(), entry.position()), kind));
        }
    }
}
