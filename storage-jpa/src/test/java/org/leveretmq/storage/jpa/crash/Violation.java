package org.leveretmq.storage.jpa.crash;

/** A promise that was not kept, and the message that shows it. */
record Violation(Kind kind, String what) {
    enum Kind {
        /** Confirmed, and not there. */
        LOST,
        /** There again though it was acknowledged and the acknowledgement committed, or twice without having been given back. */
        DUPLICATED,
        /** There again without the mark of a redelivery. */
        UNMARKED,
        /** Before one that its publisher has sent earlier. */
        REORDERED,
        /** A part of what was to happen as a whole. */
        TORN,
        /** Nobody has sent it, or has taken it back, or it is damaged. */
        UNEXPECTED,
        /** Something failed while the broker lived. */
        FAILED
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
