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

    private final Scheduler scheduler;
    private final SerialLoop loop;
    private final Runnable due;
    private @Nullable Long queueTtlMillis;
    private long timerMillis = NEVER;
    private Scheduler.@Nullable Timer timer;

    /** The task is run on the loop when the first message that was watched for is due. */
    TimeToLive(QueueEnvironment environment, Runnable due) {
        this.scheduler = environment.scheduler();
        this.loop = environment.loop();
        this.due = due;
    }

    /** When a message with an {@code expiration} that has come at this time expires; it was checked to be a number. */
    static long ownDeadline(Message message, long arrivedAtMillis) {
        String expiration = message.properties().expiration();
        return expiration == null ? NEVER : arrivedAtMillis + Long.parseLong(expiration);
    }

    /** The time to live of all messages, those that wait already included; null for no end. */
    void queueTtlMillis(@Nullable Long millis) {
        queueTtlMillis = millis;
    }

    /** When the entry expires, in milliseconds since the epoch: the earlier of what the queue and the message say. */
    long deadline(QueueEntry entry) {
        return deadline(entry.arrivedAtMillis(), entry.expiresAtMillis());
    }

    /** When what has come and is to expire then expires, in milliseconds since the epoch. */
    long deadline(long arrivedAtMillis, long expiresAtMillis) {
        Long ofQueue = queueTtlMillis;
        return ofQueue == null ? expiresAtMillis : Math.min(expiresAtMillis, arrivedAtMillis + ofQueue);
    }

    boolean expired(QueueEntry entry) {
        long deadline = deadline(entry);
        return deadline != NEVER && deadline <= scheduler.currentTimeMillis();
    }

    /** Has the task run at this time or before. */
    void watch(long deadline) {
        if (deadline >= timerMillis) {
            return;
        }
        stop();
        timerMillis = deadline;
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
