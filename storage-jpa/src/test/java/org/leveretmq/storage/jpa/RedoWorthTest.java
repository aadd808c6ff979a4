package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The redo log is left aside where messages stay, and tried again, the more seldom the longer they do. */
class RedoWorthTest {
    private static final int FULL = 1000;

    private final RedoWorth worth = new RedoWorth(FULL);

    private void applied(int left) {
        worth.applied(RedoWorth.SAMPLE, 100, left);
    }

    /** In multiples of what fills the log. */
    private int pause() {
        int pause = 0;
        while (!worth.isWorthwhile(FULL)) {
            pause++;
        }
        return pause;
    }

    @Test
    void the_log_is_used_as_long_as_half_of_the_messages_go() {
        applied(50);

        assertThat(pause()).isZero();
    }

    @Test
    void pauses_become_longer_each_time_in_vain_up_to_a_limit() {
        for (int expected : new int[] {4, 8, 16, 32, 64, 64}) {
            applied(51);
            assertThat(pause()).isEqualTo(expected);
        }
    }

    @Test
    void pauses_are_short_again_after_a_success() {
        applied(100);
        pause();
        applied(0);
        applied(100);

        assertThat(pause()).isEqualTo(4);
    }

    @Test
    void a_few_messages_say_nothing() {
        worth.applied(RedoWorth.SAMPLE - 1, 100, 100);
        worth.applied(RedoWorth.SAMPLE, 0, 0);

        assertThat(pause()).isZero();
    }
}
