package org.leveretmq.embedded;

import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.StoredSettlement;
import org.leveretmq.transaction.SettleOperation;
import org.leveretmq.vhost.VirtualHost;

/** An entry in the hands of an embedding program. What changes it is confined to the virtual host's loop. */
final class LocalDelivery {
    private final VirtualHost virtualHost;
    private final LocalDeliveries deliveries;
    private final QueueEntry entry;
    private final @Nullable Consumer consumer;
    private final boolean redelivered;
    private final int deliveryCount;

    LocalDelivery(VirtualHost virtualHost, LocalDeliveries deliveries, QueueEntry entry, @Nullable Consumer consumer) {
        this.virtualHost = virtualHost;
        this.deliveries = deliveries;
        this.entry = entry;
        this.consumer = consumer;
        this.redelivered = entry.redelivered();
        this.deliveryCount = entry.deliveryCount();
    }

    QueueEntry entry() {
        return entry;
    }

    boolean redelivered() {
        return redelivered;
    }

    int deliveryCount() {
        return deliveryCount;
    }

    void acknowledge() {
        virtualHost.loop().execute(this::acknowledgeNow);
    }

    void reject(boolean requeue) {
        virtualHost.loop().execute(() -> rejectNow(requeue));
    }

    /** On the loop. */
    void acknowledgeNow() {
        if (deliveries.take(this)) {
            entry.queue().acknowledge(entry);
            settled();
        }
    }

    /** On the loop. */
    void rejectNow(boolean requeue) {
        if (!deliveries.take(this)) {
            return;
        }
        if (requeue) {
            entry.queue().putBack(entry);
            entry.queue().deliverReady();
        } else {
            entry.queue().reject(entry);
        }
        settled();
    }

    /**
     * On the loop: a branch decides what becomes of it.
     *
     * @throws ChannelException 406 if it was settled before
     */
    SettleOperation hold(StoredSettlement.Kind kind) throws ChannelException {
        if (!deliveries.take(this)) {
            throw ChannelException.preconditionFailed("the message was settled before");
        }
        return new SettleOperation(virtualHost, entry, kind, this::settled);
    }

    private void settled() {
        virtualHost.publishDeadLetters();
        if (consumer != null) {
            consumer.settledOne();
            consumer.queue().resume(consumer);
        }
    }
}
