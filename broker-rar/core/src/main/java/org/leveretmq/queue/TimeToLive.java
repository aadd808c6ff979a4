package org.leveretmq.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.message.Message;

/**
 * When the messages of a queue expire: one timer for the whole queue, set for its first message, so that a million messages
 * with a time to live cost no more than one. Confined to the virtual host's loop.
 */
final class TimeToLive {
    /** Never. */
    static final long NEVER = Long.MAX_VALUE;

    private final @Nullable Long queueTtlMillis;
    private final Scheduler scheduler;
    private final SerialLoop loop;
    private final Runnable due;
    private long timerMillis = NEVER;
    private Scheduler.@Nullable Timer timer;

    /** The task is run on the loop when the first message that was watched for is due. */
    TimeToLive(@Nullable Long queueTtlMillis, QueueEnvironment environment, Runnable due) {
        this.queueTtlMillis = queueTtlMillis;
        this.scheduler = environment.scheduler();
        this.loop = environment.loop();
        this.due = due;
    }

    /** The time to live of a message that comes now: the lesser of the queue's and its own, -1 for no end. */
    long ttlMillis(Message message) {
        long ttl = queueTtlMillis == null ? -1 : queueTtlMillis;
        String expiration = message.properties().expiration();
        if (expiration == null) {
            return ttl;
        }
        long own = Long.parseLong(expiration);
        return ttl < 0 ? own : Math.min(own, ttl);
    }

    /** When a message with this time to live expires, in milliseconds since the epoch. */
    long deadline(long ttlMillis) {
        return ttlMillis < 0 ? NEVER : scheduler.currentTimeMillis() + ttlMillis;
    }

    boolean expired(QueueEntry entry) {
        return entry.expiresAtMillis() != NEVER && entry.expiresAtMillis() <= scheduler.currentTimeMillis();
    }

    /** This is the first message now. */
    void watch(@Nullable QueueEntry first) {
        if (first == null || first.expiresAtMillis() >= timerMillis) {
            return;
        }
        stop();
        timerMillis = first.expiresAtMillis();
        long delay = Math.max(1, timerMillis - scheduler.currentTimeMillis());
        timer = scheduler.schedule(Duration.ofMillis(delay), () -> loop.execute(this::fire));
    }

    private void fire() {
        timerMillis = NEVER;
        timer = null;
        due.run();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        timerMillis = NEVER;
    }
}
