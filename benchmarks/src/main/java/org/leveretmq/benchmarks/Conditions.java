package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says under which conditions figures were taken. */
final class Conditions {
    private Conditions() {}

    /** A paragraph about brokers, machine and sizes. */
    static String describe(Options options, TestedBroker ours, TestedBroker peer, Path directory) throws IOException {
        String data = Files.getFileStore(directory).type();
        return String.format(
                Locale.ROOT,
                """
                %s next to %s; rounds of %d s or %,d messages, %d each, in turn, medians; %d s of warm-up for each scenario on a JVM.
                Machine: %d × %s, Linux %s, Java %s (%s), data on %s.%s
                """,
                ours.product(),
                peer.product(),
                options.size().seconds(),
                options.size().messages(),
                options.rounds(),
                options.warmupSeconds(),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.version"),
                Runtime.version(),
                String.join(" ", options.javaOptions()),
                data,
                data.equals("tmpfs") ? " **Nothing there survives a crash: persistent figures mean little.**" : "");
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("processor");
        }
    }
}
