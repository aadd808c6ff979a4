package org.leveretmq.benchmarks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What PerfTest has said at its end.
 *
 * @param sentPerSecond messages published a second
 * @param receivedPerSecond messages delivered a second
 * @param latency from publish to delivery; null if it was not measured
 * @param confirmLatency from publish to confirm; null if it was not measured
 * @param stopReason why it has ended
 * @param nacked whether a publish was refused
 */
record PerfTestOutput(
        double sentPerSecond,
        double receivedPerSecond,
        @Nullable Latency latency,
        @Nullable Latency confirmLatency,
        String stopReason,
        boolean nacked) {
    private static final Pattern RATE = Pattern.compile("(sending|receiving) rate avg: (\\d+) msg/s");
    private static final Pattern LATENCY =
            Pattern.compile("(consumer|confirm) latency min/median/75th/95th/99th \\d+/(\\d+)/\\d+/(\\d+)/(\\d+) µs");
    private static final Pattern STOP = Pattern.compile("test stopped \\((.*)\\)");
    private static final Pattern NACKED = Pattern.compile("nacked: [1-9]");

    /**
     * Times in microseconds.
     *
     * @param median half of them are shorter
     * @param p95 95 in 100 are shorter
     * @param p99 99 in 100 are shorter
     */
    record Latency(double median, double p95, double p99) {}

    static PerfTestOutput parse(List<String> lines) {
        double sent = 0;
        double received = 0;
        Latency latency = null;
        Latency confirmLatency = null;
        String stopReason = "";
        boolean nacked = false;
        for (String line : lines) {
            Matcher rate = RATE.matcher(line);
            if (rate.find()) {
                double perSecond = Double.parseDouble(rate.group(2));
                sent = rate.group(1).equals("sending") ? perSecond : sent;
                received = rate.group(1).equals("receiving") ? perSecond : received;
            }
            Matcher times = LATENCY.matcher(line);
            if (times.find()) {
                Latency found = latency(times);
                latency = times.group(1).equals("consumer") ? found : latency;
                confirmLatency = times.group(1).equals("confirm") ? found : confirmLatency;
            }
            Matcher stop = STOP.matcher(line);
            stopReason = stop.find() ? stop.group(1) : stopReason;
            nacked |= NACKED.matcher(line).find();
        }
        return new PerfTestOutput(sent, received, latency, confirmLatency, stopReason, nacked);
    }

    /** PerfTest prints zeros if publisher and consumer were different runs, and have no clock in common. */
    private static @Nullable Latency latency(Matcher times) {
        Latency found = new Latency(
                Double.parseDouble(times.group(2)),
                Double.parseDouble(times.group(3)),
                Double.parseDouble(times.group(4)));
        return found.p99 == 0 ? null : found;
    }
}
