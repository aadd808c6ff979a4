package org.leveretmq.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReceiveMarkTest {
    private static final int CHANNEL = 3;

    private final List<Integer> marks = new ArrayList<>();
    private final Queue<Runnable> looks = new ArrayDeque<>();
    private final AtomicInteger busyClients = new AtomicInteger(1);
    private final ReceiveMark mark = new ReceiveMark(
            new ReceiveMark.Socket() {
                @Override
                public void wakeUpAt(int bytes) {
                    marks.add(bytes);
                }

                @Override
                public void after(Duration delay, Runnable task) {
                    assertThat(delay).isEqualTo(ReceiveMark.LONGEST_SILENCE);
                    looks.add(task);
                }
            },
            busyClients,
            2);

    private void read(int bytes) {
        mark.received(bytes);
        mark.endOfRead();
    }

    private void transaction(int bytes) {
        transaction(bytes, CHANNEL);
    }

    private void transaction(int bytes, int channel) {
        mark.received(bytes);
        mark.committed(channel);
        mark.endOfRead();
    }

    private void transactions(int count, int bytes) {
        for (int i = 0; i < count; i++) {
            transaction(bytes);
        }
    }

    private void look() {
        looks.remove().run();
    }

    @Test
    void wakes_up_for_a_whole_transaction_as_soon_as_it_is_known_how_large_they_are() {
        transactions(15, 1000);
        assertThat(marks).isEmpty();

        transaction(1000);

        assertThat(marks).containsExactly(1000);
        assertThat(busyClients).hasValue(2);
    }

    @Test
    void equal_transactions_leave_the_mark_as_it_is() {
        transactions(200, 1000);

        assertThat(marks).containsExactly(1000);
        assertThat(busyClients).hasValue(2);
    }

    @Test
    void smallest_of_the_last_sixteen_transactions_is_waited_for() {
        transaction(700);
        transactions(15, 1000);
        assertThat(marks).containsExactly(700);

        transaction(1000);

        assertThat(marks).containsExactly(700, 1000);
    }

    @Test
    void rest_of_a_larger_transaction_is_not_waited_for() {
        transactions(16, 1000);

        read(1000);
        transaction(200);

        assertThat(marks).containsExactly(1000, 1, 1000);
    }

    @Test
    void beginning_of_the_next_transaction_that_has_come_already_is_not_waited_for() {
        transactions(16, 1000);

        mark.received(1500);
        mark.committed(CHANNEL);
        mark.received(500);
        mark.endOfRead();

        assertThat(marks).containsExactly(1000, 1);
    }

    @Test
    void nothing_is_waited_for_while_there_are_more_processors_than_busy_clients() {
        busyClients.set(0);
        transactions(100, 1000);
        assertThat(marks).isEmpty();

        busyClients.incrementAndGet();
        transaction(1000);
        busyClients.decrementAndGet();
        transaction(1000);

        assertThat(marks).containsExactly(1000, 1);
    }

    @Test
    void more_than_the_buffer_of_a_socket_is_not_waited_for() {
        transactions(16, 10_000_000);

        assertThat(marks).containsExactly(64 << 10);
    }

    @Test
    void anything_else_that_comes_ends_it_for_some_transactions() {
        transactions(16, 1000);
        mark.received(100);
        mark.interrupted();
        mark.endOfRead();
        assertThat(marks).containsExactly(1000, 1);
        assertThat(busyClients).hasValue(1);

        transactions(15, 1000);
        assertThat(marks).containsExactly(1000, 1);
        transaction(1000);
        assertThat(marks).containsExactly(1000, 1, 1000);
    }

    @Test
    void transactions_on_several_channels_are_not_waited_for() {
        for (int i = 0; i < 50; i++) {
            transaction(1000, i % 2);
        }

        assertThat(marks).isEmpty();
    }

    @Test
    void whatever_has_come_is_read_when_nothing_more_comes() {
        transactions(16, 1000);

        look();

        assertThat(marks).containsExactly(1000, 1);
        assertThat(busyClients).hasValue(1);
        assertThat(looks).isEmpty();
    }

    @Test
    void client_that_goes_on_is_looked_after_once_at_a_time() {
        transactions(100, 1000);
        look();
        assertThat(looks).hasSize(1);
        transaction(1000);
        look();
        assertThat(looks).hasSize(1);
        assertThat(marks).containsExactly(1000);

        look();

        assertThat(marks).containsExactly(1000, 1);
        assertThat(looks).isEmpty();
    }

    @Test
    void client_that_has_gone_is_not_busy() {
        transactions(16, 1000);

        mark.closed();
        mark.closed();

        assertThat(busyClients).hasValue(1);
        look();
        assertThat(looks).isEmpty();
    }
}
