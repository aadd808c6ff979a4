package org.leveretmq.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;

/**
 * How long a queue may stay unused ({@code x-expires}): without a consumer, a get or a redeclaration. One timer, moved on only when it
 * fires. Confined to the virtual host's loop.
 */
final class QueueLease {
    private final long leaseMillis;
    private final QueueEnvironment environment;
    private final MessageQueue queue;
    private long usedAtMillis;
    private Scheduler.@Nullable Timer timer;

    private QueueLease(long leaseMillis, QueueEnvironment environment, MessageQueue queue) {
        this.leaseMillis = leaseMillis;
        this.environment = environment;
        this.queue = queue;
    }

    static QueueLease begin(long leaseMillis, QueueEnvironment environment, MessageQueue queue) {
        QueueLease lease = new QueueLease(leaseMillis, environment, queue);
        lease.renew();
        lease.schedule(leaseMillis);
        return lease;
    }

    /** The queue is used. */
    void renew() {
        usedAtMillis = environment.scheduler().currentTimeMillis();
    }

    private void schedule(long delayMillis) {
        timer = environment.scheduler().schedule(Duration.ofMillis(Math.max(1, delayMillis)), () -> environment
                .loop()
                .execute(this::check));
    }

    private void check() {
        if (queue.deleted()) {
            return;
        }
        if (queue.consumerCount() > 0) {
            renew();
        }
        long left = usedAtMillis + leaseMillis - environment.scheduler().currentTimeMillis();
        if (left > 0) {
            schedule(left);
        } else {
            environment.expired().accept(queue);
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
