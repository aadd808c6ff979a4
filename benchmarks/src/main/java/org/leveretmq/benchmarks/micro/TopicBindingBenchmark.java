package org.leveretmq.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.leveretmq.benchmarks.TopicPatterns;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.BindingTable;
import org.leveretmq.types.FieldTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Adding 1,000 bindings full of wildcards to a topic exchange, where some brokers need minutes; time for all of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopicBindingBenchmark {
    private final List<String> bindingKeys = TopicPatterns.bindingKeys(1000);

    /** Makes a table with all bindings. */
    @Benchmark
    public BindingTable bind() throws ChannelException {
        BindingTable table = BindingTables.of("topic");
        for (int i = 0; i < bindingKeys.size(); i++) {
            table.add(new Binding(BindingTables.queue(i % 100), bindingKeys.get(i), FieldTable.EMPTY));
        }
        return table;
    }
}
