package org.leveretmq.durability;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Removals of messages that have left their queues. Nobody waits for them, so a commit takes only so many of them that others do not wait long
 * for it. Confined to the virtual host's loop.
 *
 * <p>Those that are not patient are committed as soon as nothing else is. While that lasts, what is published next may be acknowledged before it
 * is written, and is not written then: publishers get more confirms so, not fewer. For transactions that is not so, nobody sees their messages
 * before they are written: removals of those are patient and go with the next transaction, which would have to wait for them otherwise.
 */
final class Removals {
    /** So many are worth a commit of their own, however patient they are. */
    static final int MANY = 64;
    /** No more go with one commit: they take 5 to 20 ms. */
    static final int AT_ONCE = 500;

    private final Queue<Pending> waiting = new ArrayDeque<>();
    private int barriers;
    private boolean overdue;

    void add(Pending removal, boolean patient) {
        waiting.add(removal);
        overdue |= !patient;
    }

    /** Somebody waits for all removals before this. */
    void add(Barrier barrier) {
        waiting.add(barrier);
        barriers++;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Those that wait now have waited long enough. */
    void hurry() {
        overdue = !waiting.isEmpty();
    }

    /** Whether somebody waits for them. */
    boolean awaited() {
        return barriers > 0;
    }

    /** Whether they are to be committed even if nothing else is. */
    boolean due() {
        return overdue || barriers > 0 || waiting.size() >= MANY;
    }

    /** The oldest go with this group. */
    void moveTo(CommitGroup group) {
        for (int i = 0; i < AT_ONCE && !waiting.isEmpty(); i++) {
            Pending next = waiting.remove();
            if (next instanceof Barrier) {
                barriers--;
            }
            group.add(next);
        }
        overdue &= !waiting.isEmpty();
    }

    /** The store has failed: those who wait are told, and the removals wait on. */
    void failed(String reason) {
        waiting.removeIf(change -> !change.failed(reason));
        barriers = 0;
    }
}
