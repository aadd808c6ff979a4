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
        own[counter.ordinal()]++;
    }

    /** Counts some such events. */
    public void count(Figure counter, long events) {
        own[counter.ordinal()] += events;
    }

    /** How many events of the virtual host itself were counted. */
    public long value(Figure counter) {
        return own[counter.ordinal()];
    }

    /** A queue is going; what it has done stays in the totals. */
    void keep(MessageQueue queue) {
        deletedQueues.add(queue.counters());
        dequeuedFromDeleted += queue.totals().dequeued();
    }

    /** Counters and gauges of the virtual host with those of the queues that there are now, by the figure's ordinal. */
    long[] figures(Iterable<MessageQueue> queues) {
        long[] sums = own.clone();
        MessageCounters counters = new MessageCounters();
        counters.add(deletedQueues);
        for (MessageQueue queue : queues) {
            counters.add(queue.counters());
            sums[Figure.MESSAGES_READY.ordinal()] += queue.readyCount();
            sums[Figure.MESSAGES_UNACKNOWLEDGED.ordinal()] += queue.unacknowledgedCount();
            sums[Figure.MESSAGE_BYTES.ordinal()] += queue.value(Figure.MESSAGE_BYTES);
            sums[Figure.CONSUMERS.ordinal()] += queue.consumerCount();
        }
        for (Figure figure : Figure.values()) {
            if (figure != Figure.PUBLISH) {
                sums[figure.ordinal()] += counters.value(figure);
            }
        }
        return sums;
    }

    /** The totals with those of the queues that there are now. */
    MessageTotals totals(Iterable<MessageQueue> queues) {
        long[] sums = figures(queues);
        long dequeued = dequeuedFromDeleted;
        for (MessageQueue queue : queues) {
            dequeued += queue.totals().dequeued();
        }
        return new MessageTotals(
                sums[Figure.MESSAGES_READY.ordinal()],
                sums[Figure.MESSAGES_UNACKNOWLEDGED.ordinal()],
                sums[Figure.PUBLISH.ordinal()],
                sums[Figure.DELIVER.ordinal()] + sums[Figure.DELIVER_NO_ACK.ordinal()],
                sums[Figure.GET.ordinal()] + sums[Figure.GET_NO_ACK.ordinal()],
                sums[Figure.ACK.ordinal()],
                sums[Figure.REDELIVER.ordinal()],
                sums[Figure.RETURN_UNROUTABLE.ordinal()],
                sums[Figure.DROP_UNROUTABLE.ordinal()],
                sums[Figure.CONFIRM.ordinal()],
                dequeued);
    }
}
