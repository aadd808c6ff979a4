package org.leveretmq.vhost;

import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.statistics.MessageCounters;

/** What a virtual host has done since it was started. Confined to its loop. */
public final class VirtualHostCounters {
    private final long[] own = new long[Figure.values().length];
    private final MessageCounters deletedQueues = new MessageCounters();
    private long dequeuedFromDeleted;

    /** Counts one event of the virtual host itself: a publish, a confirm, a channel that was opened. */
    public void count(Figure counter) {
        own[counter.index()]++;
    }

    /** Counts some such events. */
    public void count(Figure counter, long events) {
        own[counter.index()] += events;
    }

    /** How many events of the virtual host itself were counted. */
    public long value(Figure counter) {
        return own[counter.index()];
    }

    /** A queue is going; what it has done stays in the totals. */
    void keep(MessageQueue queue) {
        deletedQueues.add(queue.statistics().counters());
        dequeuedFromDeleted += queue.statistics().totals().dequeued();
    }

    /** Counters and gauges of the virtual host with those of the queues that there are now, by the figure's ordinal. */
    long[] figures(Iterable<MessageQueue> queues) {
        long[] sums = own.clone();
        MessageCounters counters = new MessageCounters();
        counters.add(deletedQueues);
        for (MessageQueue queue : queues) {
            counters.add(queue.statistics().counters());
            sums[Figure.MESSAGES_READY.index()] += queue.readyCount();
            sums[Figure.MESSAGES_UNACKNOWLEDGED.index()] += queue.unacknowledgedCount();
            sums[Figure.MESSAGE_BYTES.index()] += queue.statistics().value(Figure.MESSAGE_BYTES);
            sums[Figure.CONSUMERS.index()] += queue.consumerCount();
        }
        for (Figure figure : Figure.values()) {
            if (figure != Figure.PUBLISH) {
                sums[figure.index()] += counters.value(figure);
            }
        }
        return sums;
    }

    /** The totals with those of the queues that there are now. */
    MessageTotals totals(Iterable<MessageQueue> queues) {
        long[] sums = figures(queues);
        long dequeued = dequeuedFromDeleted;
        for (MessageQueue queue : queues) {
            dequeued += queue.statistics().totals().dequeued();
        }
        return new MessageTotals(
                sums[Figure.MESSAGES_READY.index()],
                sums[Figure.MESSAGES_UNACKNOWLEDGED.index()],
                sums[Figure.PUBLISH.index()],
                sums[Figure.DELIVER.index()] + sums[Figure.DELIVER_NO_ACK.index()],
                sums[Figure.GET.index()] + sums[Figure.GET_NO_ACK.index()],
                sums[Figure.ACK.index()],
                sums[Figure.REDELIVER.index()],
                sums[Figure.RETURN_UNROUTABLE.index()],
                sums[Figure.DROP_UNROUTABLE.index()],
                sums[Figure.CONFIRM.index()],
                dequeued);
    }
}
