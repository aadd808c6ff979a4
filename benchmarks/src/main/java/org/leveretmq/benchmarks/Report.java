package org.leveretmq.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.leveretmq.benchmarks.PerfTestOutput.Latency;

/** Tells results as Markdown. */
final class Report {
    private static final String NOTHING = "–";
    /** With more cores than this busy with other things, figures say nothing. */
    private static final double DISTURBED_CORES = 0.2;

    private final String ours;
    private final String peer;
    private final boolean demands;

    /** With these names for the brokers; demands are those on LeveretMQ next to RabbitMQ, and mean nothing for others. */
    Report(String ours, String peer, boolean demands) {
        this.ours = ours;
        this.peer = peer;
        this.demands = demands;
    }

    /** All tables. */
    String tables(List<Result> results) {
        StringBuilder text = new StringBuilder();
        text.append(line("scenario", ours + " msg/s", peer + " msg/s", "ratio", "asked"))
                .deleteCharAt(text.length() - 1)
                .append(line(ours + " CPU µs/msg", peer + " CPU µs/msg", "ratio", "asked")
                        .substring(1))
                .append("|---|---|---|---|---|---|---|---|---|\n");
        results.forEach(result -> text.append(comparison(result)));
        text.append('\n')
                .append(line(
                        "scenario",
                        "broker",
                        "sent/s",
                        "received/s",
                        "slowest – fastest round",
                        "latency p50 / p95 / p99 µs",
                        "confirm p50 / p95 / p99 µs",
                        "PerfTest CPU µs/msg",
                        "cores busy with other things"))
                .append("|---|---|---|---|---|---|---|---|---|\n");
        for (Result result : results) {
            if (result.complete()) {
                text.append(details(result.load(), ours, result.ours()));
                text.append(details(result.load(), peer, result.peers()));
            }
        }
        return text.toString();
    }

    private String comparison(Result result) {
        String title = result.load().title() + (result.disturbed(DISTURBED_CORES) ? " (disturbed)" : "");
        if (!result.complete()) {
            return line(title, "failed", "", "", "", "", "", "", "");
        }
        Demand demand = demands ? result.load().demand() : Demand.NONE;
        return line(
                title,
                rate(result.our().ratePerSecond()),
                rate(result.peer().ratePerSecond()),
                format("%.2f", result.rateRatio()),
                demand.rateRatio() == 0
                        ? ""
                        : format("≥ %.1f", demand.rateRatio())
                                + met(result.rateRatio() >= demand.rateRatio(), result.disturbed(DISTURBED_CORES)),
                format("%.1f", result.our().brokerMicros()),
                format("%.1f", result.peer().brokerMicros()),
                format("%.2f", result.processorRatio()),
                demand.processorRatio() == 0
                        ? ""
                        : format("≤ %.2f", demand.processorRatio())
                                + met(
                                        result.processorRatio() <= demand.processorRatio(),
                                        result.disturbed(DISTURBED_CORES)));
    }

    private static String details(Load load, String broker, List<Measurement> rounds) {
        Measurement median = Measurement.median(rounds);
        return line(
                load.title(),
                broker,
                rate(median.sentPerSecond()),
                rate(median.receivedPerSecond()),
                rate(extreme(rounds, false)) + " – " + rate(extreme(rounds, true)),
                latency(median.latency()),
                latency(median.confirmLatency()),
                format("%.1f", median.clientMicros()),
                format("%.2f", median.otherCores()));
    }

    /** A round, for watching while it goes on. */
    static String round(String broker, Load load, Measurement round) {
        return format(
                "%-12s %-55s %,9.0f msg/s %7.1f µs/msg, latency %s, confirm %s, others %.2f cores",
                broker,
                load.title(),
                round.ratePerSecond(),
                round.brokerMicros(),
                latency(round.latency()),
                latency(round.confirmLatency()),
                round.otherCores());
    }

    private static double extreme(List<Measurement> rounds, boolean highest) {
        ToDoubleFunction<Measurement> rate = Measurement::ratePerSecond;
        var rates = rounds.stream().mapToDouble(rate);
        return (highest ? rates.max() : rates.min()).orElseThrow();
    }

    private static String met(boolean met, boolean disturbed) {
        if (disturbed) {
            return " ?";
        }
        return met ? " met" : " **missed**";
    }

    private static String rate(double perSecond) {
        return perSecond == 0 ? NOTHING : format("%,.0f", perSecond);
    }

    private static String latency(@Nullable Latency latency) {
        return latency == null
                ? NOTHING
                : format("%,.0f / %,.0f / %,.0f", latency.median(), latency.p95(), latency.p99());
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
