package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;

/**
 * The messages that wait in a queue, with their time to live and the limits of their number. What is too old or too much leaves in steps, so
 * that a million messages leave room for others. Confined to the virtual host's loop.
 */
final class Backlog {
    private final QueueEnvironment environment;
    private final Departures departures;
    private final TimeToLive timeToLive;
    private QueueArguments arguments;
    private LengthLimits limits;
    private ReadyMessages ready;
    private boolean trimming;

    Backlog(QueueArguments arguments, QueueEnvironment environment, Departures departures) {
        this.environment = environment;
        this.departures = departures;
        this.arguments = arguments;
        this.ready = noMessages(arguments);
        this.limits = new LengthLimits(arguments.maxLength(), arguments.maxLengthBytes());
        this.timeToLive = new TimeToLive(environment, this::dropExpired);
        this.timeToLive.queueTtlMillis(arguments.messageTtlMillis());
    }

    private static ReadyMessages noMessages(QueueArguments arguments) {
        if (arguments.delaying()) {
            return new DeadlineList();
        }
        Integer maxPriority = arguments.maxPriority();
        return maxPriority == null ? new ReadyList() : new PriorityReadyList(maxPriority);
    }

    /** From now on these arguments count, for what waits already, too. */
    void apply(QueueArguments changed) {
        arguments = changed;
        limits = new LengthLimits(changed.maxLength(), changed.maxLengthBytes());
        timeToLive.queueTtlMillis(changed.messageTtlMillis());
        dropExpired();
        trim();
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    int size() {
        return ready.size();
    }

    long bodyBytes() {
        return ready.bodyBytes();
    }

    /** Whether there is no room for one message more. */
    boolean full(Message message) {
        return limits.full(ready, message);
    }

    /** Adds a message at the tail, unless its time is over already. */
    void add(QueueEntry entry) {
        if (timeToLive.deadline(entry) <= entry.arrivedAtMillis()) {
            departures.die(entry, DeathReason.EXPIRED);
            return;
        }
        addKept(entry);
        if (limits.exceeded(ready)) {
            trim();
        }
    }

    /** Adds a message that was there before a restart. */
    void addKept(QueueEntry entry) {
        if (ready.add(entry)) {
            timeToLive.watch(timeToLive.deadline(entry));
        }
    }

    /** Puts a message back at its old place; if that makes too many, the oldest are dropped, this one perhaps. */
    void putBack(QueueEntry entry) {
        if (ready.putBack(entry)) {
            timeToLive.watch(timeToLive.deadline(entry));
        }
        if (limits.exceeded(ready)) {
            trim();
        }
    }

    /** Takes the first message, null if there is none; see {@link #dropExpiredBeforeHead}. */
    @Nullable
    QueueEntry poll() {
        return ready.poll();
    }

    /** Drops what has expired before the first message that has not. Returns false if there may be more than can be dropped at once. */
    boolean dropExpiredBeforeHead() {
        for (int i = 0; i < Departures.ENTRIES_AT_ONCE; i++) {
            QueueEntry first = ready.peek();
            if (first == null || !timeToLive.expired(first)) {
                return true;
            }
            departures.die(takeFirst(), DeathReason.EXPIRED);
        }
        return false;
    }

    private QueueEntry takeFirst() {
        QueueEntry entry = ready.poll();
        if (entry == null) {
            throw new IllegalStateException("There is no message");
        }
        return entry;
    }

    private void dropExpired() {
        environment.loop().inSteps(() -> {
            for (int i = 0; i < Departures.ENTRIES_AT_ONCE; i++) {
                QueueEntry expired = ready.pollIf(timeToLive::expired);
                if (expired == null) {
                    timeToLive.watch(ready.leastOfFirst(timeToLive::deadline));
                    return false;
                }
                departures.die(expired, DeathReason.EXPIRED);
            }
            return true;
        });
    }

    /** Drops the oldest messages until the limits hold; a queue that refuses new messages keeps the old ones. */
    private void trim() {
        if (!trimming && arguments.overflow() == Overflow.DROP_HEAD) {
            trimming = true;
            environment.loop().inSteps(this::trimSome);
        }
    }

    private boolean trimSome() {
        for (int i = 0; i < Departures.ENTRIES_AT_ONCE && limits.exceeded(ready); i++) {
            departures.die(takeFirst(), DeathReason.MAXLEN);
        }
        trimming = limits.exceeded(ready);
        return trimming;
    }

    /** Drops everything: at once for everybody who looks, in several tasks of the loop if it is much; the last one runs {@code done}. */
    int purge(Runnable done) {
        ReadyMessages dropped = ready;
        int count = dropped.size();
        ready = noMessages(arguments);
        departures.discardAll(dropped, done);
        return count;
    }

    /** The queue ends: nothing expires any more. */
    void stop() {
        timeToLive.stop();
    }
}
