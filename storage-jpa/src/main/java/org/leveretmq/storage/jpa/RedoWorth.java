package org.leveretmq.storage.jpa;

/**
 * Whether commits of messages are to go into the redo log: where most messages get their rows after all, as in a backlog, it is quicker to give them
 * these at once. That is found out from what is applied: as much as fills the log has to be in vain, since a consumer that has stopped for a moment comes
 * back. It is tried again after some time, which becomes longer each time in vain. One thread at a time.
 */
final class RedoWorth {
    /** What is applied with less weight says nothing. */
    static final int SAMPLE = 128 << 10;

    private static final int FIRST_PAUSE = 2;
    private static final int LONGEST_PAUSE = 32;

    private final long full;
    /** Weight of what was applied in vain since anything was applied that paid. */
    private long inVain;
    /** Weight of the commits to come that leave the log aside. */
    private long pause;

    private long nextPause;

    /** Worthwhile so far; a pause is a multiple of the weight that the log has when it is full. */
    RedoWorth(long full) {
        this.full = full;
        this.nextPause = FIRST_PAUSE * full;
    }

    /** Whether a commit of this weight is to go into the log. */
    boolean isWorthwhile(long weight) {
        if (pause <= 0) {
            return true;
        }
        pause -= weight;
        return false;
    }

    /**
     * Records were applied.
     *
     * @param messages that were in them
     * @param left those that were not removed meanwhile
     */
    void applied(long weight, int messages, int left) {
        if (weight < SAMPLE || messages == 0) {
            return;
        }
        if (left <= messages / 2) {
            inVain = 0;
            nextPause = FIRST_PAUSE * full;
            return;
        }
        inVain += weight;
        // What is applied while the log is left aside was in it before.
        if (inVain >= full && pause <= 0) {
            pause = nextPause;
            nextPause = Math.min(LONGEST_PAUSE * full, 2 * nextPause);
        }
    }
}
