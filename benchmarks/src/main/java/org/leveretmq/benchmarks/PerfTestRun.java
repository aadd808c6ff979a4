package org.leveretmq.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of RabbitMQ's PerfTest in a JVM of its own. */
final class PerfTestRun {
    private static final Pattern AVERAGE = Pattern.compile("(sending|receiving) rate avg: (\\d+) msg/s");

    private PerfTestRun() {}

    static Measurement run(TestedBroker broker, Scenario scenario, int seconds)
            throws IOException, InterruptedException {
        long cpuBefore = CpuTime.micros(broker.pid());
        Process perfTest = start(broker, scenario, seconds);
        double sent = 0;
        double received = 0;
        List<String> output = new ArrayList<>();
        try (BufferedReader reader = perfTest.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                Matcher average = AVERAGE.matcher(line);
                if (average.find()) {
                    double rate = Double.parseDouble(average.group(2));
                    sent = average.group(1).equals("sending") ? rate : sent;
                    received = average.group(1).equals("receiving") ? rate : received;
                }
            }
        }
        if (perfTest.waitFor() != 0 || received == 0) {
            throw new IOException("PerfTest has failed against " + broker.name() + ":\n" + String.join("\n", output));
        }
        double micros = CpuTime.micros(broker.pid()) - cpuBefore;
        return new Measurement(sent, received, micros / (received * seconds));
    }

    private static Process start(TestedBroker broker, Scenario scenario, int seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.rabbitmq.perf.PerfTest",
                "-h",
                "amqp://guest:guest@127.0.0.1:" + broker.port(),
                "-z",
                Integer.toString(seconds)));
        command.addAll(scenario.options());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
