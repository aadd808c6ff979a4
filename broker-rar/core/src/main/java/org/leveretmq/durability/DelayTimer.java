package org.leveretmq.durability;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;

/**
 * Comes at the end of a wait, or before it. One that is planned is enough for all waits that end later, so that many short ones need few timers. Confined
 * to the virtual host's loop.
 */
final class DelayTimer {
    private final SerialLoop loop;
    private final Scheduler scheduler;
    private final Runnable task;
    private Scheduler.@Nullable Timer planned;
    /** When it comes. */
    private long atNanos;

    /** The task runs on the loop. */
    DelayTimer(SerialLoop loop, Scheduler scheduler, Runnable task) {
        this.loop = loop;
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Comes in so many nanoseconds at the latest. */
    void comeWithin(long nanos) {
        long end = scheduler.nanoTime() + nanos;
        if (planned == null || end - atNanos < 0) {
            cancel();
            atNanos = end;
            planned = scheduler.scheduleHere(Duration.ofNanos(nanos), () -> loop.execute(() -> come(end)));
        }
    }

    /** Does not come: whoever would be woken up for nothing takes longer than this. */
    void cancel() {
        if (planned != null) {
            planned.cancel();
            planned = null;
        }
    }

    private void come(long end) {
        if (end == atNanos) {
            planned = null;
        }
        task.run();
    }
}
