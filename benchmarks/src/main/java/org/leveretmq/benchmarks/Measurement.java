package org.leveretmq.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.leveretmq.benchmarks.PerfTestOutput.Latency;

/**
 * What a round has shown, or several.
 *
 * @param sentPerSecond messages published a second
 * @param receivedPerSecond messages delivered a second
 * @param ratePerSecond the one of the two that counts
 * @param brokerMicros processor time of the broker for each message that counts, in microseconds
 * @param clientMicros the same of PerfTest
 * @param otherCores how many cores were busy with something else meanwhile
 * @param latency from publish to delivery; null if it was not measured
 * @param confirmLatency from publish to confirm; null if it was not measured
 */
record Measurement(
        double sentPerSecond,
        double receivedPerSecond,
        double ratePerSecond,
        double brokerMicros,
        double clientMicros,
        double otherCores,
        @Nullable Latency latency,
        @Nullable Latency confirmLatency) {

    /** The medians, each figure on its own. */
    static Measurement median(List<Measurement> rounds) {
        return new Measurement(
                median(rounds, Measurement::sentPerSecond),
                median(rounds, Measurement::receivedPerSecond),
                median(rounds, Measurement::ratePerSecond),
                median(rounds, Measurement::brokerMicros),
                median(rounds, Measurement::clientMicros),
                median(rounds, Measurement::otherCores),
                medianLatency(rounds, Measurement::latency),
                medianLatency(rounds, Measurement::confirmLatency));
    }

    private static @Nullable Latency medianLatency(
            List<Measurement> rounds, Function<Measurement, @Nullable Latency> figure) {
        List<Latency> latencies =
                rounds.stream().map(figure).filter(Objects::nonNull).toList();
        return latencies.isEmpty()
                ? null
                : new Latency(
                        median(latencies, Latency::median),
                        median(latencies, Latency::p95),
                        median(latencies, Latency::p99));
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
