package org.leveretmq.vhost;

import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.queue.MessageQueue;

/** What a virtual host has done since it was started. Confined to its loop. */
public final class VirtualHostCounters {
    private long published;
    private long returned;
    private long unroutable;
    private long confirmed;
    private MessageTotals deletedQueues = MessageTotals.NONE;

    void countPublished() {
        published++;
    }

    /** A message was published with a transaction. */
    public void countPublished(boolean routed) {
        published++;
        if (!routed) {
            unroutable++;
        }
    }

    void countUnroutable() {
        unroutable++;
    }

    /** A mandatory message went back to its publisher. */
    public void countReturned() {
        returned++;
    }

    /** Messages were confirmed to their publisher. */
    public void countConfirmed(long messages) {
        confirmed += messages;
    }

    /** A queue is going; what it has done stays in the totals. */
    void keep(MessageQueue queue) {
        MessageTotals totals = queue.totals();
        deletedQueues = deletedQueues.plus(new MessageTotals(
                0,
                0,
                0,
                totals.delivered(),
                totals.got(),
                totals.acknowledged(),
                totals.redelivered(),
                0,
                0,
                0,
                totals.dequeued()));
    }

    /** The totals with those of the queues that there are now. */
    MessageTotals totals(Iterable<MessageQueue> queues) {
        MessageTotals sum = deletedQueues;
        for (MessageQueue queue : queues) {
            sum = sum.plus(queue.totals());
        }
        return new MessageTotals(
                sum.ready(),
                sum.unacknowledged(),
                published,
                sum.delivered(),
                sum.got(),
                sum.acknowledged(),
                sum.redelivered(),
                returned,
                unroutable,
                confirmed,
                sum.dequeued());
    }
}
