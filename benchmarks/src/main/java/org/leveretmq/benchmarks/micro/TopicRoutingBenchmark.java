package org.leveretmq.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.leveretmq.benchmarks.TopicPatterns;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.BindingTable;
import org.leveretmq.exchange.Destination;
import org.leveretmq.message.Message;
import org.leveretmq.types.FieldTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Routing by a topic exchange with 1,000 bindings full of wildcards; time for a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopicRoutingBenchmark {
    private static final int BINDINGS = 1000;

    /** Different routing keys that come in turn: few, as sensors and shops have them, or more than a cache may keep. */
    @Param({"16", "50000"})
    public int routingKeys = 16;

    private final BindingTable table = BindingTables.of("topic");
    private final Message message = new Message(
            SampleMessages.EXCHANGE, SampleMessages.ROUTING_KEY, SampleMessages.properties(false), new byte[12]);
    private List<String> keys = List.of();
    private int next;

    /** Binds, and makes the keys. */
    @Setup
    public void bind() throws ChannelException {
        List<String> bindingKeys = TopicPatterns.bindingKeys(BINDINGS - 1);
        for (int i = 0; i < bindingKeys.size(); i++) {
            table.add(new Binding(BindingTables.queue(i % 100), bindingKeys.get(i), FieldTable.EMPTY));
        }
        table.add(new Binding(BindingTables.queue(0), TopicPatterns.MATCHES_ALL, FieldTable.EMPTY));
        keys = IntStream.range(0, routingKeys)
                .mapToObj(TopicPatterns::routingKey)
                .toList();
    }

    /** Routes one message. */
    @Benchmark
    public void route(Blackhole blackhole) {
        route((Consumer<Destination>) blackhole::consume);
    }

    void route(Consumer<Destination> sink) {
        next = next + 1 == keys.size() ? 0 : next + 1;
        table.route(keys.get(next), message, sink);
    }
}
