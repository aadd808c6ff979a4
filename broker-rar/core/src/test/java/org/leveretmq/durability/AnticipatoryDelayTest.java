package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.durability.AnticipatoryDelay.Cause.ACKNOWLEDGEMENT;
import static org.leveretmq.durability.AnticipatoryDelay.Cause.CONSUMPTION;
import static org.leveretmq.durability.AnticipatoryDelay.Cause.PUBLICATION;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.leveretmq.durability.AnticipatoryDelay.Cause;

class AnticipatoryDelayTest {
    private static final long COMMIT = 200_000;

    private final AnticipatoryDelay delay = new AnticipatoryDelay();
    private long now = -17;

    private void commits(long nanos) {
        for (int i = 0; i < 100; i++) {
            delay.committed(nanos);
        }
    }

    private void waitInVain(Cause cause) {
        while (!delay.waits(cause, now)) {
            now++;
        }
        now += Duration.ofSeconds(1).toNanos();
        assertThat(delay.waits(cause, now)).isFalse();
    }

    private int groupsBeforeNextWait(Cause cause) {
        int groups = 0;
        while (!delay.waits(cause, now)) {
            groups++;
        }
        return groups;
    }

    @Test
    void nothing_waits_before_it_is_known_how_long_a_commit_takes() {
        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isFalse();
    }

    @Test
    void nothing_waits_for_a_store_that_is_quicker_than_any_wait() {
        commits(10_000);

        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isFalse();
    }

    @Test
    void consumers_that_are_behind_are_waited_for_half_a_millisecond_however_quick_commits_are() {
        commits(10_000);

        assertThat(delay.waits(CONSUMPTION, now)).isTrue();
        assertThat(delay.leftNanos(now)).isEqualTo(500_000);
        now += 499_999;
        assertThat(delay.waits(CONSUMPTION, now)).isTrue();
        now++;
        assertThat(delay.waits(CONSUMPTION, now)).isFalse();
        assertThat(groupsBeforeNextWait(CONSUMPTION)).isEqualTo(1);
    }

    @Test
    void wait_for_consumers_that_are_behind_pays_if_one_comes_within_it() {
        commits(10_000);

        for (int i = 0; i < 5; i++) {
            assertThat(delay.waits(CONSUMPTION, now)).isTrue();
            now += 400_000;
            assertThat(delay.waits(null, now)).isFalse();
        }
    }

    @Test
    void group_that_waits_for_nothing_is_committed() {
        commits(COMMIT);

        assertThat(delay.waits(null, now)).isFalse();
        assertThat(delay.waiting()).isFalse();
    }

    @Test
    void group_waits_as_long_as_a_commit_takes() {
        commits(COMMIT);

        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();
        assertThat(delay.leftNanos(now)).isBetween(COMMIT - 10_000, COMMIT);
        now += COMMIT - 10_000;
        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();
        assertThat(delay.waiting()).isTrue();
        now += 10_000;
        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isFalse();
        assertThat(delay.waiting()).isFalse();
    }

    @Test
    void slow_commits_do_not_make_waits_long() {
        commits(Duration.ofSeconds(5).toNanos());

        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();
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
            assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();
            delay.acknowledged(now);
            assertThat(delay.waits(PUBLICATION, now)).isTrue();
            assertThat(delay.waits(null, now)).isFalse();
        }
    }

    @Test
    void acknowledgements_are_nothing_to_a_group_that_waits_for_a_publication() {
        commits(COMMIT);
        assertThat(delay.waits(PUBLICATION, now)).isTrue();

        delay.acknowledged(now);

        assertThat(delay.waiting()).isTrue();
    }

    @Test
    void what_is_in_vain_for_one_cause_says_nothing_of_another() {
        commits(COMMIT);

        waitInVain(PUBLICATION);

        assertThat(delay.waits(CONSUMPTION, now)).isTrue();
    }

    @Test
    void group_that_has_to_be_committed_before_it_is_acknowledged_says_nothing() {
        commits(COMMIT);
        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();

        assertThat(delay.waits(null, now)).isFalse();

        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();
    }

    private void payInTime(int waits) {
        for (int i = 0; i < waits; i++) {
            assertThat(delay.waits(PUBLICATION, now)).isTrue();
            now += COMMIT / 2;
            assertThat(delay.waits(null, now)).isFalse();
        }
    }

    @Test
    void after_many_waits_in_a_row_that_have_paid_one_may_last_longer_until_one_is_in_vain() {
        commits(COMMIT);
        payInTime(16);

        assertThat(delay.waits(PUBLICATION, now)).isTrue();
        assertThat(delay.leftNanos(now)).isEqualTo(Duration.ofMillis(2).toNanos());
        now += Duration.ofMillis(2).toNanos();
        assertThat(delay.waits(PUBLICATION, now)).isFalse();

        groupsBeforeNextWait(PUBLICATION);
        assertThat(delay.leftNanos(now)).isLessThanOrEqualTo(COMMIT);
    }

    @Test
    void wait_that_has_ended_later_than_a_commit_would_have_was_in_vain() {
        commits(COMMIT);
        payInTime(16);

        assertThat(delay.waits(PUBLICATION, now)).isTrue();
        now += 2 * COMMIT;
        assertThat(delay.waits(null, now)).isFalse();

        assertThat(groupsBeforeNextWait(PUBLICATION)).isEqualTo(1);
        assertThat(delay.leftNanos(now)).isLessThanOrEqualTo(COMMIT);
    }

    @Test
    void acknowledgement_that_has_come_later_than_a_commit_would_have_ended_was_in_vain() {
        commits(COMMIT);
        for (int i = 0; i < 16; i++) {
            assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();
            delay.acknowledged(now);
        }

        assertThat(delay.waits(ACKNOWLEDGEMENT, now)).isTrue();
        now += 2 * COMMIT;
        delay.acknowledged(now);

        assertThat(groupsBeforeNextWait(ACKNOWLEDGEMENT)).isEqualTo(1);
    }
}
