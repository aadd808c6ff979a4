package org.leveretmq.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortStringCacheTest {
    private final ShortStringCache cache = new ShortStringCache();

    private String decode(byte[] bytes) {
        ByteBuf in = Unpooled.buffer().writeZero(3).writeBytes(bytes).writeZero(3);
        return cache.decode(in, 3, bytes.length);
    }

    private String decode(String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_same_bytes_give_the_same_string() {
        String first = decode("orders.europe");

        assertThat(decode("orders.europe")).isSameAs(first);
        assertThat(decode("orders.europe2")).isEqualTo("orders.europe2");
    }

    @Test
    void any_number_of_strings_is_decoded_right_whichever_displace_each_other() {
        Random random = new Random(1);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            texts.add("ä".repeat(random.nextInt(120)) + "k".repeat(random.nextInt(16)) + (i % 700));
        }
        for (String text : texts) {
            String cut = text.length() > 120 ? text.substring(0, 120) : text;
            assertThat(decode(cut)).isEqualTo(cut);
        }
    }

    @Test
    void malformed_bytes_are_null_every_time() {
        for (int i = 0; i < 3; i++) {
            assertThat(decode(new byte[] {'a', (byte) 0xC3, '('})).isNull();
        }
    }

    @Test
    void strings_of_0_and_255_bytes_are_decoded() {
        assertThat(decode("")).isEmpty();
        assertThat(decode("x".repeat(255))).isEqualTo("x".repeat(255));
    }
}
