package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.durability.AnticipatoryDelay.Cause.ACKNOWLEDGEMENT;
import static org.leveretmq.durability.AnticipatoryDelay.Cause.CONSUMPTION;
import static org.leveretmq.durability.AnticipatoryDelay.Cause.PUBLICATION;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.leveretmq.durability.AnticipatoryDelay.Cause;

class AnticipatoryDelayTest {
    private static final long COMMIT = 200_000;

    private final AnticipatoryDelay delay = new AnticipatoryDelay();
    private long now = -17;

    private boolean waits(@Nullable Cause cause) {
        return delay.waits(cause, any -> true, now);
    }

    private void commits(long nanos) {
        for (int i = 0; i < 100; i++) {
            delay.committed(nanos);
        }
    }

    private void waitInVain(Cause cause) {
        while (!waits(cause)) {
            now++;
        }
        now += Duration.ofSeconds(1).toNanos();
        assertThat(waits(cause)).isFalse();
    }

    private int groupsBeforeNextWait(Cause cause) {
        int groups = 0;
        while (!waits(cause)) {
            groups++;
        }
        return groups;
    }

    @Test
    void nothing_waits_before_it_is_known_how_long_a_commit_takes() {
        assertThat(waits(ACKNOWLEDGEMENT)).isFalse();
    }

    @Test
    void nothing_waits_for_a_store_that_is_quicker_than_any_wait() {
        commits(10_000);

        assertThat(waits(ACKNOWLEDGEMENT)).isFalse();
    }

    @Test
    void consumers_that_are_behind_are_waited_for_half_a_millisecond_however_quick_commits_are() {
        commits(10_000);

        assertThat(waits(CONSUMPTION)).isTrue();
        assertThat(delay.leftNanos(now)).isEqualTo(500_000);
        now += 499_999;
        assertThat(waits(CONSUMPTION)).isTrue();
        now++;
        assertThat(waits(CONSUMPTION)).isFalse();
        assertThat(groupsBeforeNextWait(CONSUMPTION)).isEqualTo(1);
    }

    @Test
    void wait_for_consumers_that_are_behind_pays_if_one_comes_within_it() {
        commits(10_000);

        for (int i = 0; i < 5; i++) {
            assertThat(waits(CONSUMPTION)).isTrue();
            now += 400_000;
            assertThat(waits(null)).isFalse();
        }
    }

    @Test
    void wait_that_something_else_has_ended_says_nothing() {
        commits(COMMIT);
        assertThat(waits(CONSUMPTION)).isTrue();
        now += COMMIT / 2;

        assertThat(delay.waits(null, any -> false, now)).isFalse();

        assertThat(waits(CONSUMPTION)).isTrue();
    }

    @Test
    void wait_that_something_else_has_ended_later_than_a_commit_would_have_was_in_vain() {
        commits(COMMIT);
        assertThat(waits(CONSUMPTION)).isTrue();
        now += 2 * COMMIT;

        assertThat(delay.waits(null, any -> false, now)).isFalse();

        assertThat(groupsBeforeNextWait(CONSUMPTION)).isEqualTo(1);
    }

    @Test
    void group_that_waits_for_nothing_is_committed() {
        commits(COMMIT);

        assertThat(waits(null)).isFalse();
        assertThat(delay.waiting()).isFalse();
    }

    @Test
    void group_waits_as_long_as_a_commit_takes() {
        commits(COMMIT);

        assertThat(waits(ACKNOWLEDGEMENT)).isTrue();
        assertThat(delay.leftNanos(now)).isBetween(COMMIT - 10_000, COMMIT);
        now += COMMIT - 10_000;
        assertThat(waits(ACKNOWLEDGEMENT)).isTrue();
        assertThat(delay.waiting()).isTrue();
        now += 10_000;
        assertThat(waits(ACKNOWLEDGEMENT)).isFalse();
        assertThat(delay.waiting()).isFalse();
    }

    @Test
    void slow_commits_do_not_make_waits_long() {
        commits(Duration.ofSeconds(5).toNanos());

        assertThat(waits(ACKNOWLEDGEMENT)).isTrue();
        assertThat(delay.leftNanos(now))
                .isLessThanOrEqualTo(Duration.ofMillis(2).toNanos());
    }

    @Test
    void each_wait_in_vain_doubles_the_groups_without_one_up_to_a_limit() {
        commits(COMMIT);
        waitInVain(ACKNOWLEDGEMENT);

        assertThat(groupsBeforeNextWait(ACKNOWLEDGEMENT)).isEqualTo(1);
        waitInVain(ACKNOWLEDGEMENT);
        assertThat(groupsBeforeNextWait(ACKNOWLEDGEMENT)).isEqualTo(3);
        for (int i = 0; i < 20; i++) {
            waitInVain(ACKNOWLEDGEMENT);
        }
        assertThat(groupsBeforeNextWait(ACKNOWLEDGEMENT)).isEqualTo(1023);
    }

    @Test
    void each_wait_that_pays_halves_the_groups_without_one() {
        commits(COMMIT);
        for (int i = 0; i < 20; i++) {
            waitInVain(ACKNOWLEDGEMENT);
        }

        for (int i = 0; i < 10; i++) {
            groupsBeforeNextWait(ACKNOWLEDGEMENT);
            delay.acknowledged(now);
        }
        waitInVain(ACKNOWLEDGEMENT);

        assertThat(groupsBeforeNextWait(ACKNOWLEDGEMENT)).isEqualTo(1);
    }

    @Test
    void waits_that_pay_are_repeated_at_once() {
        commits(COMMIT);

        for (int i = 0; i < 5; i++) {
            assertThat(waits(ACKNOWLEDGEMENT)).isTrue();
            delay.acknowledged(now);
            assertThat(waits(PUBLICATION)).isTrue();
            assertThat(waits(null)).isFalse();
        }
    }

    @Test
    void acknowledgements_are_nothing_to_a_group_that_waits_for_a_publication() {
        commits(COMMIT);
        assertThat(waits(PUBLICATION)).isTrue();

        delay.acknowledged(now);

        assertThat(delay.waiting()).isTrue();
    }

    @Test
    void what_is_in_vain_for_one_cause_says_nothing_of_another() {
        commits(COMMIT);

        waitInVain(PUBLICATION);

        assertThat(waits(CONSUMPTION)).isTrue();
    }

    @Test
    void group_that_has_to_be_committed_before_it_is_acknowledged_says_nothing() {
        commits(COMMIT);
        assertThat(waits(ACKNOWLEDGEMENT)).isTrue();

        assertThat(waits(null)).isFalse();

        assertThat(waits(ACKNOWLEDGEMENT)).isTrue();
    }

    private void payInTime(int waits) {
        for (int i = 0; i < waits; i++) {
            assertThat(waits(PUBLICATION)).isTrue();
            now += COMMIT / 2;
            assertThat(waits(null)).isFalse();
        }
    }

    @Test
    void after_many_waits_in_a_row_that_have_paid_one_may_last_longer_until_one_is_in_vain() {
        commits(COMMIT);
        payInTime(16);

        assertThat(waits(PUBLICATION)).isTrue();
        assertThat(delay.leftNanos(now)).isEqualTo(Duration.ofMillis(2).toNanos());
        now += Duration.ofMillis(2).toNanos();
        assertThat(waits(PUBLICATION)).isFalse();

        groupsBeforeNextWait(PUBLICATION);
        assertThat(delay.leftNanos(now)).isLessThanOrEqualTo(COMMIT);
    }

    @Test
    void wait_that_has_ended_later_than_a_commit_would_have_was_in_vain() {
        commits(COMMIT);
        payInTime(16);

        assertThat(waits(PUBLICATION)).isTrue();
        now += 2 * COMMIT;
        assertThat(waits(null)).isFalse();

        assertThat(groupsBeforeNextWait(PUBLICATION)).isEqualTo(1);
        assertThat(delay.leftNanos(now)).isLessThanOrEqualTo(COMMIT);
    }

    @Test
    void acknowledgement_that_has_come_later_than_a_commit_would_have_ended_was_in_vain() {
        commits(COMMIT);
        for (int i = 0; i < 16; i++) {
            assertThat(waits(ACKNOWLEDGEMENT)).isTrue();
            delay.acknowledged(now);
        }

        assertThat(waits(ACKNOWLEDGEMENT)).isTrue();
        now += 2 * COMMIT;
        delay.acknowledged(now);

        assertThat(groupsBeforeNextWait(ACKNOWLEDGEMENT)).isEqualTo(1);
    }
}
