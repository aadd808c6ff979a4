package org.leveretmq.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.benchmarks.TopicPatterns;
import org.leveretmq.exchange.Destination;
import org.leveretmq.wire.FrameReader;

/** The benchmarks do what they say they measure. */
class MicroBenchmarksTest {
    @Test
    void decoding_reads_every_message() throws Exception {
        var benchmark = new PublishDecodeBenchmark();
        benchmark.bodyBytes = 1024;
        benchmark.writeMessages();
        var sink = new PublishDecodeBenchmark.Sink();

        benchmark.decode(new FrameReader(sink));

        assertThat(sink.messages).isEqualTo(PublishDecodeBenchmark.MESSAGES);
        benchmark.releaseBuffer();
    }

    @Test
    void encoding_writes_every_message() {
        var benchmark = new DeliverEncodeBenchmark();
        benchmark.bodyBytes = 1024;
        benchmark.makeBody();

        int bytes = benchmark.encode().readableBytes();

        assertThat(bytes).isBetween(DeliverEncodeBenchmark.MESSAGES * 1100, DeliverEncodeBenchmark.MESSAGES * 1300);
        benchmark.releaseBuffer();
    }

    @Test
    void topic_routing_reaches_the_queue_bound_to_all() throws Exception {
        var benchmark = new TopicRoutingBenchmark();
        benchmark.bind();
        List<Destination> reached = new ArrayList<>();

        benchmark.route(reached::add);

        assertThat(reached).contains(BindingTables.queue(0));
    }

    @Test
    void headers_routing_reaches_the_one_queue_that_matches() throws Exception {
        var benchmark = new HeadersRoutingBenchmark();
        benchmark.bind();
        List<Destination> reached = new ArrayList<>();

        benchmark.route(reached::add);

        assertThat(reached).containsExactly(BindingTables.queue(37));
    }

    @Test
    void binding_adds_all_bindings() throws Exception {
        var table = new TopicBindingBenchmark().bind();

        assertThat(table.bindings()).hasSize(TopicPatterns.bindingKeys(1000).size());
    }

    @Test
    void sampling_reaches_every_queue() {
        var benchmark = new SamplingBenchmark();
        benchmark.queues = 3;
        benchmark.makeQueues();
        benchmark.passMessages();
        benchmark.sample();
        benchmark.passMessages();

        assertThat(benchmark.sample()).isEqualTo(2);
    }
}
