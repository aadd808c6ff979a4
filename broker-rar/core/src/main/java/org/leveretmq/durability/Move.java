package org.leveretmq.durability;

import org.jspecify.annotations.Nullable;

/** The way of a message from one queue into others, as far as the store has to do with it. Confined to the virtual host's loop. */
final class Move {
    private @Nullable JournaledMessage arriving;
    private @Nullable TakenRecord leaving;

    /** What the message has become, if that is to be stored. */
    void arrives(JournaledMessage message) {
        arriving = message;
    }

    /** Its place, if it is or will be stored. */
    void leaves(TakenRecord place) {
        leaving = place;
    }

    /** Ends it; returns what is to be committed of it, null if nothing has arrived. */
    @Nullable
    Pending end() {
        if (arriving != null && leaving != null) {
            return new PendingMove(arriving, leaving);
        }
        if (leaving != null) {
            leaving.removed(false);
        }
        return arriving;
    }
}
