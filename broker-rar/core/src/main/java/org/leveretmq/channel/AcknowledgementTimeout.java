package org.leveretmq.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.QueueEntry;

/**
 * How long the client of a channel may keep a delivery unacknowledged (RabbitMQ's consumer timeout): what the consumer's or the queue's
 * argument says, else what the broker is set to.
 *
 * <p>One timer a channel, set for the first deadline that was known when it was set; settled deliveries do not touch it, so that it
 * costs a comparison a delivery. Confined to the virtual host's loop.
 */
final class AcknowledgementTimeout {
    /** The deadline of a delivery that may be kept for ever. */
    static final long NEVER = Long.MAX_VALUE;

    /** While a channel waits for the store it cannot be closed; it is looked at again soon. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private final ChannelContext context;
    private final Runnable due;
    private long timerMillis = NEVER;
    private Scheduler.@Nullable Timer timer;

    /** The task is run on the loop when the earliest deadline that was watched for may have come. */
    AcknowledgementTimeout(ChannelContext context, Runnable due) {
        this.context = context;
        this.due = due;
    }

    /** How long a delivery may be kept, in milliseconds; 0 for ever. */
    long limitMillis(QueueEntry entry, @Nullable Consumer consumer) {
        Long ofConsumer = consumer == null ? null : consumer.timeoutMillis();
        if (ofConsumer != null) {
            return ofConsumer;
        }
        Long ofQueue = entry.queue().arguments().consumerTimeoutMillis();
        return ofQueue != null
                ? ofQueue
                : context.settings().consumerTimeout().get().toMillis();
    }

    /** When a delivery that leaves now has to be settled, in milliseconds since the epoch. */
    long deadline(QueueEntry entry, @Nullable Consumer consumer) {
        long limit = limitMillis(entry, consumer);
        if (limit == 0) {
            return NEVER;
        }
        long deadline = context.scheduler().currentTimeMillis() + limit;
        watch(deadline);
        return deadline;
    }

    /** Has the task run at this time or before. */
    void watch(long deadline) {
        if (deadline >= timerMillis) {
            return;
        }
        stop();
        timerMillis = deadline;
        long delay = Math.max(1, deadline - context.scheduler().currentTimeMillis());
        schedule(Duration.ofMillis(delay));
    }

    /** Has the task run again soon. */
    void retry() {
        stop();
        timerMillis = context.scheduler().currentTimeMillis() + RETRY.toMillis();
        schedule(RETRY);
    }

    private void schedule(Duration delay) {
        timer = context.scheduler()
                .schedule(delay, () -> context.virtualHost().loop().execute(this::fire));
    }

    private void fire() {
        timer = null;
        timerMillis = NEVER;
        due.run();
    }

    boolean passed(long deadline) {
        return deadline <= context.scheduler().currentTimeMillis();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        timerMillis = NEVER;
    }
}
