package org.leveretmq.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.leveretmq.api.management.Figure;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.statistics.MessageCounters;
import org.leveretmq.statistics.Tick;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the rates and the history of queues cost: the sample of all of them that is taken every 5 seconds. The loop of a virtual host does nothing else
 * meanwhile, so a time of 100 ms would be 2 % of what it can do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SamplingBenchmark {
    /** How many queues there are. */
    @Param({"100", "10000"})
    public int queues = 100;

    /** Whether there is traffic in each of them; a sample of a queue without is kept as nothing. */
    @Param({"true", "false"})
    public boolean traffic = true;

    private record Sampled(MessageCounters counters, History history) {}

    private final List<Sampled> all = new ArrayList<>();
    private long ticks;

    /** Makes the queues. */
    @Setup
    public void makeQueues() {
        for (int i = 0; i < queues; i++) {
            all.add(new Sampled(new MessageCounters(), new History(Layout.QUEUE)));
        }
    }

    /** Lets a message pass through each queue. */
    @Setup(Level.Invocation)
    public void passMessages() {
        if (traffic) {
            for (Sampled queue : all) {
                queue.counters.count(Figure.PUBLISH);
                queue.counters.count(Figure.DELIVER);
                queue.counters.count(Figure.ACK);
            }
        }
    }

    /** Takes the sample. Returns how many messages were published to the first queue as of it. */
    @Benchmark
    public long sample() {
        Tick tick = new Tick(ticks, Tick.INTERVAL.toMillis() * ticks);
        ticks++;
        for (Sampled queue : all) {
            queue.history.sample(tick, queue.counters::value);
        }
        return all.get(0).history.lastSampled(Figure.PUBLISH);
    }
}
