package org.leveretmq.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two brokers on this machine under the same loads and prints tables; {@link Options#USAGE} tells how.
 *
 * <p>Both run all the time. Rounds alternate between them, and so does which of them begins, so that whatever else the machine does
 * hits both.
 */
public final class Comparison {
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(20);
    /** A broker that is not on a JVM is loaded for so long before a scenario. */
    private static final int SHORT_WARMUP_SECONDS = 3;
    /** Loads that are limited by a number of messages get this part of it for warming up. */
    private static final int WARMUP_PART = 5;

    private final PrintStream progress;
    private final Options options;
    private final PerfTestRun perfTest;
    private boolean failed;

    private Comparison(PrintStream progress, Options options, Path directory) {
        this.progress = progress;
        this.options = options;
        this.perfTest = new PerfTestRun(directory);
    }

    /** Runs the comparison. Ends with 1 if a load failed, with 2 if the command line is not understood. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Path parent = options.directory();
        Path directory = parent == null
                ? Files.createTempDirectory("leveretmq-comparison")
                : Files.createTempDirectory(parent, "leveretmq-comparison");
        boolean failed;
        try {
            failed = run(options, directory);
        } finally {
            Directories.delete(directory);
        }
        if (failed) {
            System.exit(1);
        }
    }

    private static boolean run(Options options, Path directory) throws IOException, InterruptedException {
        try (TestedBroker ours = options.ours().open(options.javaOptions(), directory);
                TestedBroker peer = options.peer().open(options.javaOptions(), directory)) {
            String description = Conditions.describe(options, ours, peer, directory);
            System.err.println(description);
            String ourName = shortName(ours);
            String peerName = shortName(peer);
            if (ourName.equals(peerName)) {
                ourName += " 1";
                peerName += " 2";
            }
            Comparison comparison = new Comparison(System.err, options, directory);
            List<Result> results = comparison.compare(new Contestant(ourName, ours), new Contestant(peerName, peer));
            String text = description + "\n"
                    + new Report(ourName, peerName, ourName.equals("LeveretMQ") && peerName.equals("RabbitMQ"))
                            .tables(results);
            System.out.print(text);
            Path output = options.output();
            if (output != null) {
                Files.writeString(output, text);
            }
            return comparison.failed;
        }
    }

    /** The product's name without the version. */
    private static String shortName(TestedBroker broker) throws IOException {
        String product = broker.product();
        return product.substring(0, product.indexOf(' '));
    }

    private List<Result> compare(Contestant ours, Contestant peer) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Scenario scenario : options.scenarios()) {
            try {
                results.addAll(compare(scenario, ours, peer));
            } catch (IOException e) {
                failed = true;
                progress.println("Scenario " + scenario.name() + " has failed: " + e.getMessage());
                scenario.loads().forEach(load -> results.add(new Result(load, List.of(), List.of())));
            }
        }
        return results;
    }

    private List<Result> compare(Scenario scenario, Contestant ours, Contestant peer)
            throws IOException, InterruptedException {
        warmUp(ours.broker(), scenario);
        warmUp(peer.broker(), scenario);
        List<Result> results = scenario.loads().stream()
                .map(load -> new Result(load, new ArrayList<>(), new ArrayList<>()))
                .toList();
        for (int i = 0; i < options.rounds(); i++) {
            boolean oursFirst = i % 2 == 0;
            if (oursFirst) {
                add(round(ours, scenario), results.stream().map(Result::ours).toList());
            }
            add(round(peer, scenario), results.stream().map(Result::peers).toList());
            if (!oursFirst) {
                add(round(ours, scenario), results.stream().map(Result::ours).toList());
            }
        }
        return results;
    }

    private static void add(List<Measurement> round, List<List<Measurement>> all) {
        for (int i = 0; i < round.size(); i++) {
            all.get(i).add(round.get(i));
        }
    }

    /** With rounds like those that count: when clients come and go, a JVM gives up code that it has compiled for what went on between. */
    private void warmUp(TestedBroker broker, Scenario scenario) throws IOException, InterruptedException {
        int seconds = broker.needsWarmup()
                ? options.warmupSeconds()
                : Math.min(SHORT_WARMUP_SECONDS, options.warmupSeconds());
        int messages = Math.max(1, options.size().messages() / WARMUP_PART);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            int secondsLeft =
                    Math.max(1, (int) Duration.ofNanos(left).plusMillis(500).toSeconds());
            int roundSeconds = Math.min(secondsLeft, options.size().seconds());
            loads(broker, scenario, new Load.Size(roundSeconds, messages));
        }
    }

    private List<Measurement> round(Contestant contestant, Scenario scenario) throws IOException, InterruptedException {
        List<Measurement> measurements = loads(contestant.broker(), scenario, options.size());
        for (int i = 0; i < measurements.size(); i++) {
            progress.println(Report.round(contestant.name(), scenario.loads().get(i), measurements.get(i)));
        }
        return measurements;
    }

    private List<Measurement> loads(TestedBroker broker, Scenario scenario, Load.Size size)
            throws IOException, InterruptedException {
        scenario.topology().declare(broker);
        ProcessorTime.awaitQuiet(broker.pid(), QUIET_LIMIT);
        List<Measurement> measurements = new ArrayList<>();
        for (Load load : scenario.loads()) {
            measurements.add(perfTest.run(broker, scenario.topology(), load, size));
        }
        scenario.topology().delete(broker);
        ProcessorTime.awaitQuiet(broker.pid(), QUIET_LIMIT);
        return measurements;
    }
}
