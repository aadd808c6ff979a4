package org.leveretmq.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.BindingTable;
import org.leveretmq.exchange.Destination;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.FieldTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Routing by a headers exchange with 100 bindings of two headers each, one of which matches; time for a message, decoding of its headers included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeadersRoutingBenchmark {
    private static final int BINDINGS = 100;

    private final BindingTable table = BindingTables.of("headers");
    private final byte[] encodedProperties = SampleMessages.properties(true).encoded();

    /** Binds. */
    @Setup
    public void bind() throws ChannelException {
        for (int i = 0; i < BINDINGS; i++) {
            FieldTable arguments =
                    FieldTable.EMPTY.with("x-match", "all").with("region", "eu").with("kind", "order-" + i);
            table.add(new Binding(BindingTables.queue(i), "", arguments));
        }
    }

    /** Routes one message. */
    @Benchmark
    public void route(Blackhole blackhole) throws ConnectionException {
        route((Consumer<Destination>) blackhole::consume);
    }

    void route(Consumer<Destination> sink) throws ConnectionException {
        MessageProperties properties = MessageProperties.wrap(encodedProperties);
        table.route("", new Message(SampleMessages.EXCHANGE, "", properties, new byte[0]), sink);
    }
}
