package org.leveretmq.storage.jpa;

import java.time.Duration;

/**
 * How many rows are removed at once by what others have to wait for: so many that it takes some 10 ms, on a fast machine or a slow and busy one.
 * Confined to one thread.
 */
final class BitSize {
    static final int LEAST = 50;
    static final int MOST = 2000;

    private static final int FIRST = 200;
    private static final Duration WANTED = Duration.ofMillis(10);

    private int rows = FIRST;

    /** Rows to remove now. */
    int rows() {
        return rows;
    }

    /** As many rows as that have taken so long. The number changes by a factor of no more than two at once, as one measurement says little. */
    void took(Duration duration) {
        double factor = (double) WANTED.toNanos() / Math.max(1, duration.toNanos());
        rows = (int) Math.max(LEAST, Math.min(MOST, rows * Math.max(0.5, Math.min(2, factor))));
    }
}
