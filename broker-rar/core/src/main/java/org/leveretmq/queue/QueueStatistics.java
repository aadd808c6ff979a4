package org.leveretmq.queue;

import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.MessageSizes;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.statistics.MessageCounters;
import org.leveretmq.statistics.Tick;

/** What a queue holds and has done, now and over time. Confined to the virtual host's loop. */
public final class QueueStatistics {
    private final Backlog ready;
    private final Deliveries deliveries;
    private final QueueCounters counters;
    private final Scheduler scheduler;
    private final History history = new History(Layout.QUEUE);

    QueueStatistics(Backlog ready, Deliveries deliveries, QueueCounters counters, Scheduler scheduler) {
        this.ready = ready;
        this.deliveries = deliveries;
        this.counters = counters;
        this.scheduler = scheduler;
    }

    /** What it holds and what it has done. */
    public MessageTotals totals() {
        return counters.totals(ready.size(), deliveries.unacknowledgedCount());
    }

    /** What has happened to messages here. */
    public MessageCounters counters() {
        return counters.messages;
    }

    /** How its figures have developed. */
    public History history() {
        return history;
    }

    /** A figure as it is now. */
    public long value(Figure figure) {
        return switch (figure) {
            case MESSAGES_READY -> ready.size();
            case MESSAGES_UNACKNOWLEDGED -> deliveries.unacknowledgedCount();
            case MESSAGE_BYTES -> ready.bodyBytes() + counters.unacknowledgedBytes;
            case CONSUMERS -> deliveries.consumers().size();
            default -> counters.messages.value(figure);
        };
    }

    /** Its figures as they are now, with their rates. */
    public Figures figures() {
        return history.now(this::value);
    }

    /** It is time for a sample. */
    public void sample(Tick tick) {
        history.sample(tick, this::value);
        deliveries.capacity().nextWindow(scheduler.nanoTime());
    }

    /** The share of the time, 0 to 1, in which a consumer could take a message at once; 0 without consumers. */
    public double consumerCapacity() {
        return deliveries.consumers().isEmpty() ? 0 : deliveries.capacity().share();
    }

    /** The sizes of what it holds. */
    public MessageSizes sizes() {
        long residentBytes = ready.residentBytes() + counters.unacknowledgedBytes;
        return new MessageSizes(
                ready.bodyBytes(),
                counters.unacknowledgedBytes,
                counters.persistent(),
                counters.persistentBytes(),
                ready.residentCount() + (long) deliveries.unacknowledgedCount(),
                residentBytes);
    }
}
