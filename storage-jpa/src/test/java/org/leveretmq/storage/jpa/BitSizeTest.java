package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** As many rows go at once as take about 10 ms. */
class BitSizeTest {
    private final BitSize bit = new BitSize();

    private void repeat(Duration perRow) {
        for (int i = 0; i < 20; i++) {
            bit.took(perRow.multipliedBy(bit.rows()));
        }
    }

    @Test
    void becomes_what_takes_10_milliseconds() {
        repeat(Duration.ofNanos(50_000));

        assertThat(bit.rows()).isEqualTo(200);

        repeat(Duration.ofNanos(10_000));

        assertThat(bit.rows()).isBetween(990, 1000);
    }

    @Test
    void has_bounds() {
        repeat(Duration.ofMillis(10));
        assertThat(bit.rows()).isEqualTo(BitSize.LEAST);

        repeat(Duration.ZERO);
        assertThat(bit.rows()).isEqualTo(BitSize.MOST);
    }

    @Test
    void one_long_step_changes_it_by_half_only() {
        int before = bit.rows();

        bit.took(Duration.ofSeconds(5));

        assertThat(bit.rows()).isEqualTo(before / 2);
    }
}
