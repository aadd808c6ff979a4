package org.leveretmq.storage.jpa.crash;

import java.util.HashMap;
import java.util.Map;

/**
 * The order of the messages of each publisher in one queue with one consumer at a time: those that come for the first time ever rise; and in one life of
 * the broker all do, but for those that were given back. Confined to its ledger.
 */
final class OrderRule {
    private final Map<String, Long> lastNew = new HashMap<>();
    private final Map<String, Long> lastInLife = new HashMap<>();

    void newLife() {
        lastInLife.clear();
    }

    /** Whether the message comes in order. */
    boolean comes(MessageId message, boolean neverSeen, boolean givenBack) {
        boolean fine = !neverSeen || rises(lastNew, message);
        return givenBack || (rises(lastInLife, message) && fine);
    }

    private static boolean rises(Map<String, Long> last, MessageId message) {
        Long before = last.get(message.publisher());
        boolean rises = before == null || message.number() > before;
        if (rises) {
            last.put(message.publisher(), message.number());
        }
        return rises;
    }
}
