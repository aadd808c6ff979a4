package org.leveretmq.queue;

import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.message.Message;
import org.leveretmq.statistics.MessageCounters;

/** What a queue has done since it was made, and what it holds of which kind. Confined to the virtual host's loop. */
final class QueueCounters {
    final MessageCounters messages = new MessageCounters();
    long dequeued;
    long unacknowledgedBytes;
    private long persistent;
    private long persistentBytes;

    void entered(Message message) {
        if (message.persistent()) {
            entered(message.body().length);
        }
    }

    /** A persistent message with so many bytes has come in. */
    void entered(int bodyBytes) {
        persistent++;
        persistentBytes += bodyBytes;
    }

    void left(Message message) {
        dequeued++;
        if (message.persistent()) {
            persistent--;
            persistentBytes -= message.body().length;
        }
    }

    /** A message that only the store has had has gone; most of them are persistent. */
    void left(PagedEntry entry) {
        dequeued++;
        persistent = Math.max(0, persistent - 1);
        persistentBytes = Math.max(0, persistentBytes - entry.bodyBytes());
    }

    long persistent() {
        return persistent;
    }

    long persistentBytes() {
        return persistentBytes;
    }

    MessageTotals totals(long ready, long unacknowledged) {
        return new MessageTotals(
                ready,
                unacknowledged,
                messages.value(Figure.PUBLISH),
                messages.value(Figure.DELIVER) + messages.value(Figure.DELIVER_NO_ACK),
                messages.value(Figure.GET) + messages.value(Figure.GET_NO_ACK),
                messages.value(Figure.ACK),
                messages.value(Figure.REDELIVER),
                0,
                0,
                0,
                dequeued);
    }
}
