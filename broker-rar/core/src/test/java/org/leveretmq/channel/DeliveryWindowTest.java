package org.leveretmq.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.leveretmq.concurrent.ManualTimer;

class DeliveryWindowTest {
    private final ManualTimer timer = new ManualTimer();
    private int held;
    private boolean waiting;
    private final DeliveryWindow window =
            new DeliveryWindow(timer, Runnable::run, () -> held, () -> waiting, this::deliver);

    /** From a queue that never ends. */
    private void deliver() {
        while (window.hasRoom()) {
            held++;
        }
    }

    private void commit(int deliveries) {
        window.settled(deliveries);
        window.transactionEnded();
        held -= deliveries;
        deliver();
    }

    @Test
    void a_backlog_comes_in_parts() {
        deliver();
        assertThat(held).isEqualTo(DeliveryWindow.SMALLEST);

        commit(10);

        assertThat(held).isEqualTo(DeliveryWindow.SMALLEST);
    }

    @Test
    void what_was_settled_without_a_commit_makes_no_room() {
        deliver();

        window.settled(10);
        deliver();

        assertThat(held).isEqualTo(DeliveryWindow.SMALLEST);
    }

    @Test
    void a_silent_client_gets_more_and_more() {
        deliver();
        int before = 0;
        for (int i = 0; i < 20; i++) {
            assertThat(held).isGreaterThan(before);
            before = held;
            timer.elapse();
        }
        assertThat(held).isGreaterThan(100_000);
    }

    @Test
    void a_client_that_settles_is_not_silent() {
        deliver();

        for (int i = 0; i < 20; i++) {
            window.settled(1);
            timer.elapse();
        }

        assertThat(held).isEqualTo(DeliveryWindow.SMALLEST);
    }

    @Test
    void a_client_that_waits_for_an_answer_is_not_silent() {
        deliver();
        waiting = true;

        timer.elapse();
        timer.elapse();
        assertThat(held).isEqualTo(DeliveryWindow.SMALLEST);
        waiting = false;
        timer.elapse();

        assertThat(held).isGreaterThan(DeliveryWindow.SMALLEST);
    }

    @Test
    void it_stays_as_wide_as_the_largest_transaction() {
        deliver();
        while (held < 2500) {
            timer.elapse();
        }

        commit(2500);
        commit(held);
        assertThat(held).isEqualTo(2500);
        commit(10);

        assertThat(held).isEqualTo(2500);
    }

    @Test
    void it_gets_narrow_again_when_a_silent_client_goes_on_with_small_transactions() {
        deliver();
        timer.elapse();
        int wide = held;

        commit(10);
        assertThat(held).isEqualTo(wide - 10);
        commit(wide - 10);

        assertThat(held).isEqualTo(Math.max(DeliveryWindow.SMALLEST, wide - 10));
    }

    @Test
    void nothing_is_waited_for_when_there_is_room() {
        assertThat(window.hasRoom()).isTrue();
        assertThat(timer.waiting()).isZero();
        deliver();
        assertThat(timer.waiting()).isEqualTo(1);
        held = 0;

        timer.elapse();

        assertThat(timer.waiting()).isZero();
    }

    @Test
    void a_channel_that_has_ended_leaves_no_timer() {
        deliver();

        window.stop();

        assertThat(timer.waiting()).isZero();
    }
}
