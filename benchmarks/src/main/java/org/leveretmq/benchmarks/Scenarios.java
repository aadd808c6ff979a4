package org.leveretmq.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.leveretmq.benchmarks.Topology.Bound;

/** The scenarios that there are. */
final class Scenarios {
    private static final int TOPIC_BINDINGS = 1000;
    private static final int HEADERS_BINDINGS = 100;
    private static final int FANOUT_QUEUES = 10;
    /** A routing key that none of the bindings of the unread queue matches. */
    private static final String TOPIC_KEY = TopicPatterns.routingKey(1_000_003);

    private static final Demand TRANSIENT = new Demand(2, 1 / 3.0);
    private static final Demand PERSISTENT = new Demand(2.5, 0.5);
    private static final Demand ONE_AT_A_TIME = new Demand(2, 0.5);
    private static final Demand TRANSACTIONS = new Demand(2, 0);

    /** All, in the order in which they run. */
    static final List<Scenario> ALL = List.of(
            direct("transient-12", "1 → 1, auto-ack, 12 B", false, "-k key -x 1 -y 1 -a -s 12", TRANSIENT),
            direct("transient-1k", "1 → 1, auto-ack, 1 KB", false, "-k key -x 1 -y 1 -a -s 1024", TRANSIENT),
            direct("transient-10k", "1 → 1, auto-ack, 10 KB", false, "-k key -x 1 -y 1 -a -s 10240", Demand.NONE),
            direct("transient-100k", "1 → 1, auto-ack, 100 KB", false, "-k key -x 1 -y 1 -a -s 102400", Demand.NONE),
            direct(
                    "prefetch-100",
                    "prefetch 100, ack every 10th, 1 KB",
                    false,
                    "-k key -x 1 -y 1 -q 100 -A 10 -s 1024",
                    Demand.NONE),
            fanout("fanout-10", "fan-out to 10 queues, auto-ack, 12 B (deliveries)", "", new Demand(3, 0)),
            topic(),
            topicKeys(),
            headers(),
            // At the same rate on both sides: at full load a broker that falls behind writes larger batches and looks
            // cheaper.
            direct(
                    "paced-5000",
                    "5,000 messages/s, auto-ack, 1 KB",
                    false,
                    "-k key -x 1 -y 1 -a -s 1024 -r 5000",
                    Demand.NONE),
            fanout(
                    "fanout-10-paced",
                    "fan-out to 10 queues, 1,000 publishes/s, auto-ack, 12 B (deliveries)",
                    " -r 1000",
                    Demand.NONE),
            direct(
                    "latency-1000",
                    "1,000 messages/s, auto-ack, 1 KB",
                    false,
                    "-k key -x 1 -y 1 -a -s 1024 -r 1000",
                    Demand.NONE),
            direct(
                    "confirm-1",
                    "persistent, confirm window 1, 1 KB",
                    true,
                    "-k key -x 1 -y 1 -c 1 -f persistent -s 1024",
                    ONE_AT_A_TIME),
            direct(
                    "confirm-100",
                    "persistent, confirm window 100, 1 KB",
                    true,
                    "-k key -x 1 -y 1 -c 100 -f persistent -s 1024",
                    PERSISTENT),
            direct(
                    "confirm-10x100",
                    "persistent, 10 producers × window 100, 1 KB",
                    true,
                    "-k key -x 10 -y 1 -c 100 -f persistent -s 1024",
                    PERSISTENT),
            direct(
                    "tx-10",
                    "tx of 10 persistent publishes, 1 KB",
                    true,
                    "-k key -x 1 -y 1 -m 10 -f persistent -s 1024",
                    TRANSACTIONS),
            direct(
                    "tx-10-10",
                    "tx of 10 persistent publishes, tx of 10 acks, 1 KB",
                    true,
                    "-k key -x 1 -y 1 -m 10 -n 10 -f persistent -s 1024",
                    TRANSACTIONS),
            fillAndDrain("fill-drain", "", "", new Demand(1.2, 0.5)),
            fillAndDrain("fill-drain-confirm", ", confirm window 1,000", " -c 1000", Demand.NONE));

    private Scenarios() {}

    /** The one with this name. @throws IllegalArgumentException if there is none */
    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No scenario '" + name + "'; there are "
                        + ALL.stream().map(Scenario::name).toList()));
    }

    private static Scenario direct(String name, String title, boolean durable, String options, Demand demand) {
        return new Scenario(name, Topology.oneQueue(durable), List.of(timed(title, options, demand)));
    }

    private static Scenario fanout(String name, String title, String options, Demand demand) {
        List<Bound> bindings = IntStream.rangeClosed(1, FANOUT_QUEUES)
                .mapToObj(queue -> new Bound(queue, "", Map.of()))
                .toList();
        return new Scenario(
                name,
                new Topology("fanout", FANOUT_QUEUES, false, bindings, List.of()),
                List.of(timed(title, "-x 1 -y 10 -a -s 12" + options, demand)));
    }

    private static Scenario topic() {
        return new Scenario(
                "topic-1000",
                topicTopology(),
                List.of(timed(
                        "topic, 1,000 bindings, one routing key, auto-ack, 12 B",
                        "-k " + TOPIC_KEY + " -x 1 -y 1 -a -s 12",
                        Demand.NONE)));
    }

    private static Scenario topicKeys() {
        return new Scenario(
                "topic-1000-keys",
                topicTopology(),
                List.of(timed(
                        "topic, 1,000 bindings, 20,000 routing keys, auto-ack, 12 B",
                        "--random-routing-key --routing-key-cache-size 20000 -x 1 -y 1 -a -s 12",
                        Demand.NONE)));
    }

    private static Topology topicTopology() {
        List<Bound> bindings = List.of(
                new Bound(1, TopicPatterns.MATCHES_ALL, Map.of()),
                // The random keys of PerfTest are single words.
                new Bound(1, "*", Map.of()));
        List<Bound> others = TopicPatterns.bindingKeys(TOPIC_BINDINGS - bindings.size()).stream()
                .map(key -> new Bound(0, key, Map.of()))
                .toList();
        return new Topology("topic", 1, false, bindings, others);
    }

    private static Scenario headers() {
        List<Bound> bindings = List.of(new Bound(1, "", headers(0)));
        List<Bound> others = IntStream.range(1, HEADERS_BINDINGS)
                .mapToObj(i -> new Bound(0, "", headers(i)))
                .toList();
        return new Scenario(
                "headers-100",
                new Topology("headers", 1, false, bindings, others),
                List.of(timed(
                        "headers, 100 bindings of 2 headers, auto-ack, 12 B",
                        "-mp region=eu,kind=order-0 -x 1 -y 1 -a -s 12",
                        Demand.NONE)));
    }

    private static Map<String, Object> headers(int number) {
        return Map.of("x-match", "all", "region", "eu", "kind", "order-" + number);
    }

    private static Scenario fillAndDrain(String name, String title, String options, Demand fill) {
        Demand drain = fill.equals(Demand.NONE) ? Demand.NONE : new Demand(2, 0.5);
        return new Scenario(
                name,
                Topology.oneQueue(true),
                List.of(
                        new Load(
                                "fill, persistent, 1 KB" + title,
                                words("-k key -x 1 -y 0 -f persistent -s 1024" + options),
                                Load.Limit.SENT,
                                fill),
                        new Load(
                                "drain, prefetch 1,000, ack every 100th",
                                words("-k key -x 0 -y 1 -q 1000 -A 100 -f persistent"),
                                Load.Limit.RECEIVED,
                                drain)));
    }

    private static Load timed(String title, String options, Demand demand) {
        return new Load(title, words(options), Load.Limit.TIME, demand);
    }

    private static List<String> words(String options) {
        return Arrays.asList(options.split(" ", -1));
    }
}
