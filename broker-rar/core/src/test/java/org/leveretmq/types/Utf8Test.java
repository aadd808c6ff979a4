package org.leveretmq.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict UTF-8, with the decoder of the JDK as the judge. */
class Utf8Test {

    @Test
    void two_bytes_are_judged_as_by_the_jdk() {
        for (int i = 0; i < 1 << 16; i++) {
            assertSameAsJdk(new byte[] {(byte) (i >> 8), (byte) i});
        }
    }

    @Test
    void three_and_four_bytes_are_judged_as_by_the_jdk() {
        int[] interesting = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF4, 0xFF};
        for (int lead = 0xC0; lead <= 0xFF; lead++) {
            for (int second : interesting) {
                for (int third : interesting) {
                    assertSameAsJdk(new byte[] {(byte) lead, (byte) second, (byte) third});
                    for (int fourth : interesting) {
                        assertSameAsJdk(new byte[] {(byte) lead, (byte) second, (byte) third, (byte) fourth});
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void random_bytes_are_judged_as_by_the_jdk(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[random.nextInt(8)];
            random.nextBytes(bytes);
            assertSameAsJdk(bytes);
        }
    }

    @Test
    void only_the_range_is_looked_at() {
        byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA4, (byte) 0xFF};

        assertThat(Utf8.isValid(bytes, 1, 3)).isTrue();
        assertThat(Utf8.isValid(bytes, 1, 2)).isFalse();
        assertThat(Utf8.isValid(bytes, 0, 1)).isFalse();
        assertThat(Utf8.isValid(bytes, 2, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "ä", "€", "𝄞", "a𝄞€ä", "\uD834", "\uDD1E", "\uD834x", "\uD834\uD834\uDD1E"})
    void the_encoded_length_is_known_without_encoding(String text) {
        assertThat(Utf8.encodedLength(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static void assertSameAsJdk(byte[] bytes) {
        String expected;
        try {
            expected = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            expected = null;
        }
        if (!Objects.equals(Utf8.decode(bytes), expected)) {
            assertThat(Utf8.decode(bytes)).isEqualTo(expected);
        }
    }
}
