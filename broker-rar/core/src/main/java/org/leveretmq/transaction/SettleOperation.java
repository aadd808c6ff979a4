package org.leveretmq.transaction;

import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.StoredSettlement;
import org.leveretmq.vhost.VirtualHost;

/** An ack or reject of one delivery that waits for its branch; undone, the delivery goes back to its queue. Confined to the virtual host's loop. */
public final class SettleOperation implements Operation {
    private final StagedSettlement settlement;
    private final Runnable released;

    /**
     * Holds what is to become of a delivery.
     *
     * @param released run when the delivery has ended, in one way or another, to give its consumer new credit
     */
    public SettleOperation(VirtualHost host, QueueEntry entry, StoredSettlement.Kind kind, Runnable released) {
        this.settlement = new StagedSettlement(host, entry, kind);
        this.released = released;
    }

    @Override
    public void stage(AtomicWrites writes) {
        settlement.stage(writes);
    }

    @Override
    public void unstage() {
        settlement.unstage();
    }

    @Override
    public void apply() {
        settlement.apply();
        ended();
    }

    @Override
    public void undo() {
        settlement.entry().queue().putBack(settlement.entry());
        ended();
    }

    private void ended() {
        released.run();
        settlement.entry().queue().deliverReady();
    }

    @Override
    public void describe(BranchContents contents) {
        settlement.describe(contents);
    }
}
