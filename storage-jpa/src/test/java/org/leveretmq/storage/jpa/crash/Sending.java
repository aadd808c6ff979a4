package org.leveretmq.storage.jpa.crash;

import java.util.List;

/**
 * What was sent in one go, and what has become of it: a message to one queue or several, or a transaction. Confined to its ledger, but for those who
 * carry it about.
 */
final class Sending {
    enum Outcome {
        /** Sent, and no answer yet. It is there as a whole or not at all. */
        UNKNOWN,
        /** Confirmed or committed. */
        PROMISED,
        /** The broker has given it up, and said so; it may be there all the same. */
        REFUSED,
        /** Rolled back. It is not there. */
        TAKEN_BACK
    }

    private final List<Copy> expected;
    private final List<Copy> taken;
    private Outcome outcome = Outcome.UNKNOWN;

    /**
     * @param expected copies that appear if it happens
     * @param taken copies that end if it happens
     */
    Sending(List<Copy> expected, List<Copy> taken) {
        this.expected = List.copyOf(expected);
        this.taken = List.copyOf(taken);
    }

    List<Copy> expected() {
        return expected;
    }

    List<Copy> taken() {
        return taken;
    }

    Outcome outcome() {
        return outcome;
    }

    void outcome(Outcome known) {
        outcome = known;
    }
}
