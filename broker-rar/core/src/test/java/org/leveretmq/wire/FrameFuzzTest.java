package org.leveretmq.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.error.AmqpException;
import org.leveretmq.message.MessageProperties;

/**
 * Hostile bytes (AMQP 0-9-1 §4.2): whatever comes, the reader throws nothing but {@link AmqpException}, ends, and never takes more
 * than it was given. The seed is in the name of the test; the last one is from the clock, or the system property {@code fuzz.seed}.
 */
class FrameFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final byte[] TYPES = {1, 1, 1, 1, 2, 2, 3, 8, 0, 4};
    private static final List<SpecifiedMethod> METHODS = SpecifiedMethod.all();

    static long[] seeds() {
        return new long[] {1, 2, Long.getLong("fuzz.seed", System.nanoTime())};
    }

    private static void readAll(byte[] bytes, int round) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        FrameReader reader = new FrameReader(new RecordedFrames());
        reader.setFrameMax(4096);
        int before = in.readableBytes();
        try {
            reader.read(in);
        } catch (AmqpException e) {
            assertThat(e.replyText()).startsWith(e.replyCode().name() + " - ");
        } catch (RuntimeException | Error e) {
            throw new AssertionError("round " + round + ": " + ByteBufUtil.hexDump(bytes), e);
        }
        assertThat(in.readableBytes()).isBetween(0, before);
        assertThat(in.writerIndex()).isEqualTo(bytes.length);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void random_bytes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            readAll(bytes, round);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void well_formed_frames_with_random_payloads(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] payload = new byte[random.nextInt(48)];
            random.nextBytes(payload);
            if (payload.length >= 4 && random.nextBoolean()) {
                SpecifiedMethod method = METHODS.get(random.nextInt(METHODS.size()));
                payload[0] = 0;
                payload[1] = (byte) method.classId();
                payload[2] = 0;
                payload[3] = (byte) method.methodId();
            }
            readAll(RecordedFrames.frame(TYPES[random.nextInt(TYPES.length)], random.nextInt(4), payload), round);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damaged_methods(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            SpecifiedMethod method = METHODS.get(random.nextInt(METHODS.size()));
            byte[] payload = new SpecifiedValues(method, random).payload();
            damage(payload, random);
            readAll(RecordedFrames.frame(1, 1, payload), round);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damaged_conversations(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuf bytes = Unpooled.buffer();
            byte[] body = new byte[random.nextInt(40)];
            SpecifiedMethod method = METHODS.get(random.nextInt(METHODS.size()));
            bytes.writeBytes(RecordedFrames.frame(1, 1, new SpecifiedValues(method, random).payload()));
            FrameWriter.writeHeader(bytes, 1, body.length, properties(random));
            FrameWriter.writeBody(bytes, 1, body, 0, body.length);
            FrameWriter.writeHeartbeat(bytes);
            byte[] all = ByteBufUtil.getBytes(bytes);
            damage(all, random);
            readAll(all, round);
        }
    }

    private static MessageProperties properties(Random random) {
        return MessageProperties.builder()
                .contentType(random.nextBoolean() ? "text/plain" : null)
                .deliveryMode(random.nextBoolean() ? 2 : null)
                .correlationId(random.nextBoolean() ? "x".repeat(random.nextInt(256)) : null)
                .appId(random.nextBoolean() ? "app" : null)
                .build();
    }

    private static void damage(byte[] bytes, Random random) {
        for (int damages = random.nextInt(4); damages > 0; damages--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
    }
}
