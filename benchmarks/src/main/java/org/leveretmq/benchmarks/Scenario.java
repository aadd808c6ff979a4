package org.leveretmq.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * A load, as options of PerfTest.
 *
 * @param name how it is chosen on the command line
 * @param title how it is shown
 * @param options PerfTest's options, without host and duration
 */
record Scenario(String name, String title, List<String> options) {
    private static final String FANOUT_QUEUES =
            " -e amq.fanout -t fanout --queue-pattern bench-%d --queue-pattern-from 1 --queue-pattern-to 10 -y 10";

    static final List<Scenario> ALL = List.of(
            of("transient-12", "1 → 1, auto-ack, 12 B", "-x 1 -y 1 -a -s 12"),
            of("transient-1k", "1 → 1, auto-ack, 1 KB", "-x 1 -y 1 -a -s 1024"),
            of("transient-10k", "1 → 1, auto-ack, 10 KB", "-x 1 -y 1 -a -s 10240"),
            of("transient-100k", "1 → 1, auto-ack, 100 KB", "-x 1 -y 1 -a -s 102400"),
            of("prefetch-100", "prefetch 100, ack every 10th, 1 KB", "-x 1 -y 1 -q 100 -A 10 -s 1024"),
            of("fanout-10", "fan-out to 10 queues, 12 B (deliveries)", "-x 1 -a -s 12" + FANOUT_QUEUES),
            of("confirm-1", "persistent, confirm window 1, 1 KB", "-x 1 -y 1 -c 1 -f persistent -s 1024"),
            of("confirm-100", "persistent, confirm window 100, 1 KB", "-x 1 -y 1 -c 100 -f persistent -s 1024"),
            of("confirm-10x100", "persistent, 10 producers × 100, 1 KB", "-x 10 -y 1 -c 100 -f persistent -s 1024"),
            of("tx-10", "tx of 10 persistent publishes, 1 KB", "-x 1 -y 1 -m 10 -f persistent -s 1024"),
            of("tx-10-10", "tx of 10 publishes and 10 acks, 1 KB", "-x 1 -y 1 -m 10 -n 10 -f persistent -s 1024"));

    private static Scenario of(String name, String title, String options) {
        return new Scenario(name, title, Arrays.asList(options.split(" ")));
    }

    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No scenario '" + name + "'; there are "
                        + ALL.stream().map(Scenario::name).toList()));
    }
}
