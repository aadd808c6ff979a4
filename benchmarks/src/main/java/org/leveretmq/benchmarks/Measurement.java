package org.leveretmq.benchmarks;

import java.util.Comparator;
import java.util.List;

/**
 * What one run has shown.
 *
 * @param sentPerSecond messages published a second
 * @param receivedPerSecond messages delivered a second
 * @param brokerMicrosPerMessage processor time of the broker for each delivered message, in microseconds
 */
record Measurement(double sentPerSecond, double receivedPerSecond, double brokerMicrosPerMessage) {
    /** The one with the median rate of deliveries. */
    static Measurement median(List<Measurement> measurements) {
        List<Measurement> sorted = measurements.stream()
                .sorted(Comparator.comparingDouble(Measurement::receivedPerSecond))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
