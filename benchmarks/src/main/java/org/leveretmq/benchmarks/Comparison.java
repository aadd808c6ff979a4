package org.leveretmq.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares LeveretMQ with Debian's RabbitMQ on this machine and prints a table.
 *
 * <p>Both run all the time; rounds alternate between them, so that what else the machine does hits both. Options:
 * {@code --scenarios a,b} (default: all), {@code --seconds 15} a round, {@code --rounds 3}, {@code --warmup 60} seconds for
 * LeveretMQ's JVM, {@code --jar FILE} for the runnable jar instead of the core alone.
 */
public final class Comparison {
    private final PrintStream out;
    private final Options options;

    private Comparison(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    /** Runs the comparison. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Comparison(System.out, Options.parse(arguments)).run();
    }

    private void run() throws IOException, InterruptedException {
        if (!RabbitBroker.installed()) {
            out.println("Debian's rabbitmq-server is not installed; there is nothing to compare with.");
            return;
        }
        try (TestedBroker leveret = LeveretBroker.start(options.jar());
                TestedBroker rabbit = RabbitBroker.start()) {
            out.println(
                    "| scenario | LeveretMQ msg/s | RabbitMQ msg/s | rate ratio | LeveretMQ µs/msg | RabbitMQ µs/msg | CPU ratio |");
            out.println("|---|---|---|---|---|---|---|");
            for (Scenario scenario : options.scenarios()) {
                compare(scenario, leveret, rabbit);
            }
        }
    }

    private void compare(Scenario scenario, TestedBroker leveret, TestedBroker rabbit)
            throws IOException, InterruptedException {
        if (options.warmupSeconds() > 0) {
            PerfTestRun.run(leveret, scenario, options.warmupSeconds());
        }
        List<Measurement> ours = new ArrayList<>();
        List<Measurement> theirs = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            ours.add(PerfTestRun.run(leveret, scenario, options.seconds()));
            theirs.add(PerfTestRun.run(rabbit, scenario, options.seconds()));
        }
        Measurement our = Measurement.median(ours);
        Measurement their = Measurement.median(theirs);
        out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.1f | %.1f | %.1f | %.2f |%n",
                scenario.title(),
                our.receivedPerSecond(),
                their.receivedPerSecond(),
                our.receivedPerSecond() / their.receivedPerSecond(),
                our.brokerMicrosPerMessage(),
                their.brokerMicrosPerMessage(),
                our.brokerMicrosPerMessage() / their.brokerMicrosPerMessage());
    }

    /** What the command line asks for. */
    private record Options(
            List<Scenario> scenarios,
            int seconds,
            int rounds,
            int warmupSeconds,
            @Nullable Path jar) {
        static Options parse(String[] arguments) {
            List<Scenario> scenarios = Scenario.ALL;
            int seconds = 15;
            int rounds = 3;
            int warmup = 60;
            Path jar = null;
            for (int i = 0; i + 1 < arguments.length; i += 2) {
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--scenarios" ->
                        scenarios = Arrays.stream(value.split(","))
                                .map(Scenario::named)
                                .toList();
                    case "--seconds" -> seconds = Integer.parseInt(value);
                    case "--rounds" -> rounds = Integer.parseInt(value);
                    case "--warmup" -> warmup = Integer.parseInt(value);
                    case "--jar" -> jar = Path.of(value);
                    default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
                }
            }
            return new Options(scenarios, seconds, rounds, warmup, jar);
        }
    }
}
