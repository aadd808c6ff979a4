package org.leveretmq.queue;

import java.util.ArrayList;
import java.util.List;
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
    private final @Nullable QueuePages pages;
    private List<Runnable> waiting = new ArrayList<>();
    /** Messages that are to come, of transactions that the store is taking. */
    private int staged;

    private long stagedBytes;

    Backlog(MessageQueue queue, QueueArguments arguments, QueueEnvironment environment, Departures departures) {
        this.environment = environment;
        this.departures = departures;
        this.arguments = arguments;
        this.pages = pages(queue, environment);
        this.ready = noMessages(arguments);
        this.limits = new LengthLimits(arguments.maxLength(), arguments.maxLengthBytes());
        this.timeToLive = new TimeToLive(environment, this::dropExpired);
        this.timeToLive.queueTtlMillis(arguments.messageTtlMillis());
    }

    /** Delayed messages and those told apart by a header are needed when they are not at the head, and stay in memory. */
    private @Nullable QueuePages pages(MessageQueue queue, QueueEnvironment of) {
        Pager pager = of.pager();
        if (pager == null || arguments.delaying() || arguments.deduplication()) {
            return null;
        }
        return new QueuePages(queue, pager, of.heap(), this::readBack);
    }

    private ReadyMessages noMessages(QueueArguments of) {
        if (of.delaying()) {
            return new DeadlineList();
        }
        Integer maxPriority = of.maxPriority();
        return maxPriority == null ? new ReadyList(pages) : new PriorityReadyList(maxPriority, pages);
    }

    /** Whether what the store has need not be in memory, too. */
    boolean pageable() {
        return pages != null;
    }

    boolean usesStore() {
        return pages != null && pages.used();
    }

    /** Keeps only the next few messages in memory. */
    void saveMemory() {
        ready.saveMemory();
    }

    private void readBack() {
        List<Runnable> tasks = waiting;
        waiting = new ArrayList<>();
        watchNext();
        tasks.forEach(Runnable::run);
    }

    /** Runs the task when it has a chance to find the first message in memory, if only the store has it now; else in a later task of the loop. */
    void later(Runnable task) {
        if (ready.firstIsPaged() && ready.readFirst()) {
            waiting.add(task);
        } else {
            environment.loop().execute(task);
        }
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

    int residentCount() {
        return ready.size() - ready.pagedCount();
    }

    long residentBytes() {
        return ready.bodyBytes() - ready.pagedBytes();
    }

    /** The first message, null if there is none, or only the store has it. */
    @Nullable
    QueueEntry peek() {
        return ready.peek();
    }

    /** Whether there is no room for one message more. */
    boolean full(Message message) {
        return limits.full(ready.size() + staged, ready.bodyBytes() + stagedBytes, message);
    }

    /** A message has got a place, or (-1) it is no longer to come. */
    void stage(Message message, int sign) {
        staged += sign;
        stagedBytes += (long) sign * message.body().length;
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

    /** Adds a message that only the store has, from before a restart. */
    void addPaged(PagedEntry entry, int priority) {
        if (ready.add(entry, priority)) {
            timeToLive.watch(timeToLive.deadline(entry.arrivedAtMillis(), entry.expiresAtMillis()));
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

    /** Takes the first message, null if there is none, or not in memory; see {@link #headIsReady}. */
    @Nullable
    QueueEntry poll() {
        QueueEntry first = ready.poll();
        watchNext();
        return first;
    }

    /** The next one may expire before the one that was watched for until now. */
    private void watchNext() {
        QueueEntry next = ready.peek();
        if (next != null) {
            timeToLive.watch(timeToLive.deadline(next));
        }
    }

    /**
     * Drops what has expired before the first message that has not. Returns whether the first message can be taken, or there is none; if not,
     * because it has to be read back or too many have expired, come {@link #later}.
     */
    boolean headIsReady() {
        for (int i = 0; i < Departures.ENTRIES_AT_ONCE; i++) {
            QueueEntry first = ready.peek();
            if (first == null) {
                return !ready.firstIsPaged();
            }
            if (!timeToLive.expired(first)) {
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
                    watchFirst();
                    return false;
                }
                departures.die(expired, DeathReason.EXPIRED);
            }
            return true;
        });
    }

    /** What is due by now was not in memory, or it would have been dropped: it is read back, as it may have to be dead-lettered. */
    private void watchFirst() {
        long next = ready.leastOfFirst(timeToLive::deadline);
        if (next <= environment.scheduler().currentTimeMillis() && ready.readFirst()) {
            waiting.add(this::dropExpired);
        } else {
            timeToLive.watch(next);
        }
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
            if (ready.firstIsPaged()) {
                later(() -> environment.loop().inSteps(this::trimSome));
                return false;
            }
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
