package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;

/** How entries leave a queue for good: settled, dead-lettered or dropped. Confined to the virtual host's loop. */
final class Departures {
    /** As many entries leave in one task of the loop; then others get their turn. */
    static final int ENTRIES_AT_ONCE = 256;

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
        environment.loop().inSteps(() -> {
            for (int i = 0; i < ENTRIES_AT_ONCE; i++) {
                if (!discardOne(entries)) {
                    done.run();
                    return false;
                }
            }
            return true;
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
