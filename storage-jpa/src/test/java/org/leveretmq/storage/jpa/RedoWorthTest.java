package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The redo log is left aside where messages stay, and tried again, the more seldom the longer they do. */
class RedoWorthTest {
    private static final int FULL = 8 * RedoWorth.SAMPLE;

    private final RedoWorth worth = new RedoWorth(FULL);

    private void applied(int left) {
        worth.applied(FULL, 100, left);
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
        for (int expected : new int[] {2, 4, 8, 16, 32, 32}) {
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

        assertThat(pause()).isEqualTo(2);
    }

    @Test
    void a_consumer_that_comes_back_soon_does_no_harm() {
        for (int sample = 0; sample < 7; sample++) {
            worth.applied(RedoWorth.SAMPLE, 100, 100);
        }
        applied(50);
        worth.applied(RedoWorth.SAMPLE, 100, 100);

        assertThat(pause()).isZero();
    }

    @Test
    void a_pause_is_not_made_longer_by_what_was_in_the_log_when_it_began() {
        applied(100);
        applied(100);

        assertThat(pause()).isEqualTo(2);
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
