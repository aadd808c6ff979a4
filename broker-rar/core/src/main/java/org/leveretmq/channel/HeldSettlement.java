package org.leveretmq.channel;

import java.util.List;
import org.leveretmq.transaction.Operation;

/**
 * An ack, nack or reject that waits for {@code tx.commit}; undone, its deliveries count as unacknowledged again. Confined to
 * the virtual host's loop.
 */
record HeldSettlement(Subscriptions subscriptions, List<Delivery> deliveries, Settlement settlement)
        implements Operation {
    @Override
    public void apply() {
        settlement.settle(subscriptions, deliveries);
    }

    @Override
    public void undo() {
        subscriptions.undo(deliveries);
    }
}
