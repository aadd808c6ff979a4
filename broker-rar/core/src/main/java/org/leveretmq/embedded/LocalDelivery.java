package org.leveretmq.embedded;

import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.QueueEntry;

/** An entry in the hands of an embedding program. What changes it is confined to the virtual host's loop. */
final class LocalDelivery {
    private final SerialLoop loop;
    private final LocalDeliveries deliveries;
    private final QueueEntry entry;
    private final @Nullable Consumer consumer;
    private final boolean redelivered;

    LocalDelivery(SerialLoop loop, LocalDeliveries deliveries, QueueEntry entry, @Nullable Consumer consumer) {
        this.loop = loop;
        this.deliveries = deliveries;
        this.entry = entry;
        this.consumer = consumer;
        this.redelivered = entry.redelivered();
    }

    QueueEntry entry() {
        return entry;
    }

    boolean redelivered() {
        return redelivered;
    }

    void acknowledge() {
        loop.execute(this::acknowledgeNow);
    }

    void reject(boolean requeue) {
        loop.execute(() -> rejectNow(requeue));
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

    private void settled() {
        if (consumer != null) {
            consumer.settledOne();
            consumer.queue().resume(consumer);
        }
    }
}
