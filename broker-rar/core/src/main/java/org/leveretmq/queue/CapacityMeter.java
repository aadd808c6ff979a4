package org.leveretmq.queue;

/**
 * Measures which share of the time messages need not wait for consumers. The clock is looked at when that changes only. Confined to the virtual
 * host's loop.
 */
final class CapacityMeter {
    private boolean waiting;
    private long changedAtNanos;
    private long waitedNanos;
    private long windowBeganAtNanos;
    private double lastShare = 1;

    boolean waiting() {
        return waiting;
    }

    /** From now on messages wait for consumers, or do not. */
    void waiting(boolean wait, long nowNanos) {
        if (waiting) {
            waitedNanos += nowNanos - changedAtNanos;
        }
        waiting = wait;
        changedAtNanos = nowNanos;
    }

    /** Ends the time over which the share is taken, and begins the next. */
    void nextWindow(long nowNanos) {
        waiting(waiting, nowNanos);
        long windowNanos = nowNanos - windowBeganAtNanos;
        if (windowBeganAtNanos != 0 && windowNanos > 0) {
            lastShare = Math.max(0, 1 - waitedNanos / (double) windowNanos);
        }
        windowBeganAtNanos = nowNanos;
        waitedNanos = 0;
    }

    /** The share of the last window, 0 to 1. */
    double share() {
        return lastShare;
    }
}
