package org.leveretmq.statistics;

import java.time.Duration;

/**
 * A moment at which everything is sampled.
 *
 * @param number from 0, one more each {@link #INTERVAL}
 * @param atMillis in milliseconds since the epoch
 */
public record Tick(long number, long atMillis) {
    /** The time between two ticks. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    static final long INTERVAL_MILLIS = INTERVAL.toMillis();
    static final double INTERVAL_SECONDS = INTERVAL_MILLIS / 1000.0;
}
