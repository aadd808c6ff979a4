package org.leveretmq.api.management;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The values of a figure at regular moments, the oldest first.
 *
 * @param figure which figure
 * @param end the moment of the last value
 * @param interval the time between two values
 * @param values the values, those of a counter as they were counted until then; empty if nothing was sampled yet
 */
public record Series(Figure figure, Instant end, Duration interval, List<Long> values) {
    /** Copies the list. */
    public Series {
        values = List.copyOf(values);
    }

    /** The moment of the value with this index. */
    public Instant at(int index) {
        return end.minus(interval.multipliedBy(values.size() - 1L - index));
    }

    /** The mean of the values; 0 if there is none. */
    public double average() {
        return values.stream().mapToLong(Long::longValue).average().orElse(0);
    }

    /** The change a second from the first value to the last; 0 if there are less than two. */
    public double averageRate() {
        if (values.size() < 2) {
            return 0;
        }
        double seconds = interval.toMillis() * (values.size() - 1L) / 1000.0;
        return (values.get(values.size() - 1) - values.get(0)) / seconds;
    }

    /** The change a second between the last two values; 0 if there are less than two. */
    public double rate() {
        int size = values.size();
        return size < 2 ? 0 : (values.get(size - 1) - values.get(size - 2)) * 1000.0 / interval.toMillis();
    }
}
