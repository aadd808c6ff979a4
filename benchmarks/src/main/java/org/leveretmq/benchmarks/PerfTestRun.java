package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs RabbitMQ's PerfTest in a JVM of its own, and takes the broker's processor time meanwhile. */
final class PerfTestRun {
    /** The slowest broker that is worth waiting for, when a number of messages is to be handled. */
    private static final int MIN_MESSAGES_PER_SECOND = 2000;

    private static final int START_AND_STOP_SECONDS = 60;
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(20);

    private final Path directory;

    /** Files go to the directory. */
    PerfTestRun(Path directory) {
        this.directory = directory;
    }

    /** Runs a load. @throws IOException if not everything has gone as it should */
    Measurement run(TestedBroker broker, Topology topology, Load load, Load.Size size)
            throws IOException, InterruptedException {
        long pid = broker.pid();
        long began = System.nanoTime();
        long brokerBefore = ProcessorTime.ofProcess(pid);
        long clientBefore = ProcessorTime.ofEndedChildren();
        long machineBefore = ProcessorTime.ofMachine();
        PerfTestOutput output = perfTest(broker, topology, load, size);
        ProcessorTime.awaitQuiet(pid, QUIET_LIMIT);
        double micros = (System.nanoTime() - began) / 1e3;
        long brokerMicros = ProcessorTime.ofProcess(pid) - brokerBefore;
        long clientMicros = ProcessorTime.ofEndedChildren() - clientBefore;
        long machineMicros = ProcessorTime.ofMachine() - machineBefore;
        double rate = load.countsReceived() ? output.receivedPerSecond() : output.sentPerSecond();
        double messages = load.messages(rate, size);
        return new Measurement(
                output.sentPerSecond(),
                output.receivedPerSecond(),
                rate,
                brokerMicros / messages,
                clientMicros / messages,
                Math.max(0, machineMicros - brokerMicros - clientMicros) / micros,
                output.latency(),
                output.confirmLatency());
    }

    private PerfTestOutput perfTest(TestedBroker broker, Topology topology, Load load, Load.Size size)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                JavaPrograms.java(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.rabbitmq.perf.PerfTest",
                "-h",
                broker.uri(),
                "--disable-connection-recovery"));
        command.addAll(topology.perfTestOptions());
        command.addAll(load.options(size));
        int limitSeconds = START_AND_STOP_SECONDS
                + (load.limit() == Load.Limit.TIME ? size.seconds() : size.messages() / MIN_MESSAGES_PER_SECOND);
        try (ChildProcess process =
                ChildProcess.start(new ProcessBuilder(command), directory.resolve("perf-test.txt"))) {
            if (!process.awaitEnd(limitSeconds, TimeUnit.SECONDS) || !process.succeeded()) {
                throw new IOException("PerfTest did not succeed within " + limitSeconds + " s:\n" + process.tail());
            }
            PerfTestOutput output = PerfTestOutput.parse(process.output());
            requireComplete(load, output, process);
            return output;
        }
    }

    private static void requireComplete(Load load, PerfTestOutput output, ChildProcess process) throws IOException {
        double rate = load.countsReceived() ? output.receivedPerSecond() : output.sentPerSecond();
        String reason =
                switch (load.limit()) {
                    case TIME -> "Reached time limit";
                    case SENT -> "Producer reached message limit";
                    case RECEIVED -> "Consumer reached message limit";
                };
        if (rate == 0 || output.nacked() || !output.stopReason().equals(reason)) {
            throw new IOException("PerfTest was not served as it should be:\n" + process.tail());
        }
    }
}
