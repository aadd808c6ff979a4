package org.leveretmq.queue;

import org.leveretmq.api.management.MessageTotals;

/** What a queue has done since it was made. Confined to the virtual host's loop. */
final class QueueCounters {
    long published;
    long delivered;
    long got;
    long acknowledged;
    long redelivered;
    long dequeued;

    MessageTotals totals(long ready, long unacknowledged) {
        return new MessageTotals(
                ready, unacknowledged, published, delivered, got, acknowledged, redelivered, 0, 0, 0, dequeued);
    }
}
