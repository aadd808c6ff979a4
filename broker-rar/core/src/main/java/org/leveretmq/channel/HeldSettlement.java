package org.leveretmq.channel;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.transaction.BranchContents;
import org.leveretmq.transaction.Operation;
import org.leveretmq.transaction.StagedSettlement;
import org.leveretmq.vhost.VirtualHost;

/**
 * An ack, nack or reject that waits for {@code tx.commit}; undone, its deliveries count as unacknowledged again. Confined to
 * the virtual host's loop.
 */
final class HeldSettlement implements Operation {
    private final Subscriptions subscriptions;
    private final List<Delivery> deliveries;
    private final List<StagedSettlement> staged;

    HeldSettlement(VirtualHost host, Subscriptions subscriptions, List<Delivery> deliveries, Settlement settlement) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.staged = new ArrayList<>(deliveries.size());
        deliveries.forEach(delivery -> staged.add(new StagedSettlement(host, delivery.entry(), settlement.kind())));
    }

    @Override
    public void stage(AtomicWrites writes) {
        staged.forEach(settlement -> settlement.stage(writes));
    }

    @Override
    public void unstage() {
        staged.forEach(StagedSettlement::unstage);
    }

    @Override
    public void apply() {
        staged.forEach(StagedSettlement::apply);
        subscriptions.settled(deliveries);
    }

    @Override
    public void undo() {
        subscriptions.undo(deliveries);
    }

    @Override
    public void describe(BranchContents contents) {
        staged.forEach(settlement -> settlement.describe(contents));
    }
}
