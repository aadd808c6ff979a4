package org.leveretmq.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;

/**
 * Random bytes and random tables (AMQP 0-9-1 §4.2.5.5). The seed is the parameter of the test and therefore in its name; one more
 * comes from the clock, or from the system property {@code fuzz.seed} to replay it.
 */
class FieldTableFuzzTest {
    private static final int ROUNDS = 20_000;

    static long[] seeds() {
        return new long[] {1, 2, Long.getLong("fuzz.seed", System.nanoTime())};
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void random_bytes_are_a_table_or_a_502_and_the_validator_agrees(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = RandomTables.bytes(random);

            assertThat(decodes(bytes)).as("round %d", round).isEqualTo(validates(bytes));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_damaged_table_is_a_table_or_a_502_and_the_validator_agrees(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = FieldTableCodec.encode(RandomTables.table(random, 3));
            for (int damages = 1 + random.nextInt(3); damages > 0 && bytes.length > 0; damages--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }

            assertThat(decodes(bytes)).as("round %d", round).isEqualTo(validates(bytes));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_random_table_survives_encoding_and_decoding(long seed) throws ConnectionException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            FieldTable table = RandomTables.table(random, 3);

            FieldTable decoded = FieldTableCodec.decode(ByteBuffer.wrap(FieldTableCodec.encode(table)));

            assertThat(decoded).as("round %d", round).isEqualTo(table).hasSameHashCodeAs(table);
        }
    }

    /** Whatever can be decoded can be encoded, and then has the same value. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_decoded_from_random_bytes_can_be_encoded(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = RandomTables.bytes(random);
            if (!decodes(bytes)) {
                continue;
            }
            assertThatCode(() -> {
                        FieldTable table = FieldTableCodec.decode(ByteBuffer.wrap(bytes));
                        FieldTable again = FieldTableCodec.decode(ByteBuffer.wrap(FieldTableCodec.encode(table)));
                        assertThat(again).isEqualTo(table);
                    })
                    .as("round %d", round)
                    .doesNotThrowAnyException();
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            FieldTableCodec.decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (ConnectionException e) {
            assertThat(e.replyCode()).isEqualTo(ReplyCode.SYNTAX_ERROR);
            return false;
        }
    }

    private static boolean validates(byte[] bytes) {
        try {
            FieldTableCodec.validate(ByteBuffer.wrap(bytes));
            return true;
        } catch (ConnectionException e) {
            assertThat(e.replyCode()).isEqualTo(ReplyCode.SYNTAX_ERROR);
            return false;
        }
    }
}
