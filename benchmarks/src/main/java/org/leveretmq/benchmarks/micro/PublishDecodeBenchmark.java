package org.leveretmq.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.AmqpException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.FrameListener;
import org.leveretmq.wire.FrameReader;
import org.leveretmq.wire.FrameWriter;
import org.leveretmq.wire.method.BasicPublish;
import org.leveretmq.wire.method.Method;
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
import org.openjdk.jmh.infra.Blackhole;

/** Decoding of {@code basic.publish}, content header and body as they come from a socket, the body copied out as the broker does; time for a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PublishDecodeBenchmark {
    /** Messages in the buffer, about what one read of a busy socket brings. */
    static final int MESSAGES = 50;

    private static final int CHANNEL = 1;

    /** Size of the body in bytes. */
    @Param({"12", "1024"})
    public int bodyBytes = 12;

    /** Whether the messages have headers. */
    @Param({"false", "true"})
    public boolean headers;

    private final ByteBuf received = PooledByteBufAllocator.DEFAULT.directBuffer();

    /** Writes the messages once; they are read again and again. */
    @Setup
    public void writeMessages() {
        received.clear();
        MessageProperties properties = SampleMessages.properties(headers);
        byte[] body = SampleMessages.body(bodyBytes);
        var publish = new BasicPublish(SampleMessages.EXCHANGE, SampleMessages.ROUTING_KEY, false, false);
        for (int i = 0; i < MESSAGES; i++) {
            FrameWriter.writeMethod(received, CHANNEL, publish);
            FrameWriter.writeHeader(received, CHANNEL, body.length, properties);
            FrameWriter.writeBody(received, CHANNEL, body, 0, body.length);
        }
    }

    /** Gives the buffer back. */
    @TearDown
    public void releaseBuffer() {
        received.release();
    }

    /** Reads all messages. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void decode(Decoder decoder, Blackhole blackhole) throws AmqpException {
        decoder.listener.blackhole = blackhole;
        decode(decoder.reader);
    }

    void decode(FrameReader reader) throws AmqpException {
        reader.read(received.readerIndex(0));
    }

    /** The reader of a connection, which keeps the strings it has seen. */
    @State(Scope.Thread)
    public static class Decoder {
        final Sink listener = new Sink();
        final FrameReader reader = new FrameReader(listener);
    }

    /** Takes what the reader has decoded. */
    static final class Sink implements FrameListener {
        @Nullable
        Blackhole blackhole;

        int messages;

        @Override
        public void onMethod(int channel, Method method) {
            consume(method);
        }

        @Override
        public void onHeader(int channel, int classId, long bodySize, MessageProperties properties) {
            consume(properties);
        }

        @Override
        public void onBody(int channel, ByteBuf payload) {
            byte[] body = new byte[payload.readableBytes()];
            payload.readBytes(body);
            messages++;
            consume(body);
        }

        @Override
        public void onHeartbeat(int channel) {
            throw new IllegalStateException("There is no heartbeat among the messages");
        }

        private void consume(Object decoded) {
            if (blackhole != null) {
                blackhole.consume(decoded);
            }
        }
    }
}
