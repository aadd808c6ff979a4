package org.leveretmq.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.FrameWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding of {@code basic.deliver}, content header and body into a batch for a socket; time for a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeliverEncodeBenchmark {
    /** Messages in a batch. */
    static final int MESSAGES = 50;

    private static final int CHANNEL = 1;
    private static final byte[] CONSUMER_TAG = "amq.ctag-4f1Zq0Yy0bJvXcT2".getBytes(StandardCharsets.UTF_8);

    /** Size of the body in bytes. */
    @Param({"12", "1024"})
    public int bodyBytes = 12;

    private final MessageProperties properties = SampleMessages.properties(false);
    private final ByteBuf batch = PooledByteBufAllocator.DEFAULT.directBuffer(128 * 1024);
    private byte[] body = {};
    private long deliveryTag;

    /** Makes the body. */
    @Setup
    public void makeBody() {
        body = SampleMessages.body(bodyBytes);
    }

    /** Gives the buffer back. */
    @TearDown
    public void releaseBuffer() {
        batch.release();
    }

    /** Writes a batch. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public ByteBuf encode() {
        batch.clear();
        for (int i = 0; i < MESSAGES; i++) {
            FrameWriter.writeDeliver(
                    batch,
                    CHANNEL,
                    CONSUMER_TAG,
                    ++deliveryTag,
                    false,
                    SampleMessages.EXCHANGE,
                    SampleMessages.ROUTING_KEY);
            FrameWriter.writeHeader(batch, CHANNEL, body.length, properties);
            FrameWriter.writeBody(batch, CHANNEL, body, 0, body.length);
        }
        return batch;
    }
}
