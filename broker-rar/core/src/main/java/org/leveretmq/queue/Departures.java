package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;

/** How entries leave a queue for good: settled, dead-lettered or dropped. Confined to the virtual host's loop. */
final class Departures {
    /** As many entries leave in one task of the loop; then others get their turn. */
    static final int ENTRIES_AT_ONCE = 256;
    /** When so many have left, the store has to remove them before others do, so that what is to be removed does not fill the heap. */
    static final int ENTRIES_BEFORE_STORE = 32 * ENTRIES_AT_ONCE;

    private final MessageQueue queue;
    private final QueueEnvironment environment;
    private final QueueCounters counters;
    private final @Nullable PresentKeys duplicates;

    Departures(
            MessageQueue queue,
            QueueEnvironment environment,
            QueueCounters counters,
            @Nullable PresentKeys duplicates) {
        this.duplicates = duplicates;
        this.queue = queue;
        this.environment = environment;
        this.counters = counters;
    }

    /** The entry leaves. */
    void discard(QueueEntry entry) {
        leave(entry);
        entry.settle();
    }

    private void leave(QueueEntry entry) {
        counters.left(entry.message());
        if (duplicates != null) {
            duplicates.remove(entry.message());
        }
        environment.heap().drop(entry.message());
    }

    private void move(QueueEntry entry) {
        leave(entry);
        entry.settleMoved();
    }

    /** The entry is not ready or delivered any more; it leaves by way of the dead letter exchange, if there is one. */
    void die(QueueEntry entry, DeathReason reason) {
        if (queue.arguments().deadLetterExchange() == null || queue.deleted()) {
            discard(entry);
        } else {
            environment.deadLetters().accept(queue, entry.message(), reason, () -> move(entry));
        }
    }

    /** Everything leaves, in as many tasks of the loop as it takes; the last one runs {@code done}. What only the store has is not read. */
    void discardAll(ReadyMessages entries, Runnable done) {
        entries.abandon();
        discardSome(entries, done);
    }

    private void discardSome(ReadyMessages entries, Runnable done) {
        int[] left = {ENTRIES_BEFORE_STORE};
        environment.loop().inSteps(() -> {
            for (int i = 0; i < ENTRIES_AT_ONCE; i++) {
                if (!discardOne(entries)) {
                    done.run();
                    return false;
                }
            }
            left[0] -= ENTRIES_AT_ONCE;
            Pager pager = environment.pager();
            if (left[0] > 0 || pager == null) {
                return true;
            }
            pager.whenRemoved(() -> discardSome(entries, done));
            return false;
        });
    }

    private boolean discardOne(ReadyMessages entries) {
        QueueEntry entry = entries.poll();
        if (entry != null) {
            discard(entry);
            return true;
        }
        PagedEntry paged = entries.removePaged();
        if (paged != null) {
            counters.left(paged);
        }
        return paged != null;
    }
}
