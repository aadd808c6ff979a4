package org.leveretmq.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveMarkTest {
    private static final int CHANNEL = 3;

    private final List<Integer> marks = new ArrayList<>();
    private final Queue<FutureTask<?>> looks = new ArrayDeque<>();
    private final AtomicInteger busyClients = new AtomicInteger(1);
    private final ReceiveMark mark = new ReceiveMark(
            new ReceiveMark.Socket() {
                @Override
                public void wakeUpAt(int bytes) {
                    marks.add(bytes);
                }

                @Override
                public Future<?> after(Duration delay, Runnable task) {
                    assertThat(delay).isEqualTo(ReceiveMark.LONGEST_SILENCE);
                    FutureTask<?> look = new FutureTask<>(task, null);
                    looks.add(look);
                    return look;
                }
            },
            busyClients,
            2);

    /** So many bytes are read, of which some are not decoded. */
    private void receive(int bytes, int left) {
        mark.received(bytes, Unpooled.buffer(left + 1).writeZero(left));
    }

    private void read(int bytes) {
        receive(bytes, 0);
        mark.endOfRead();
    }

    private void transaction(int bytes) {
        transaction(bytes, CHANNEL);
    }

    private void transaction(int bytes, int channel) {
        receive(bytes, 0);
        mark.committed(channel);
        mark.endOfRead();
    }

    private void transactions(int count, int bytes) {
        for (int i = 0; i < count; i++) {
            transaction(bytes);
        }
    }

    private Queue<FutureTask<?>> planned() {
        looks.removeIf(Future::isCancelled);
        return looks;
    }

    private void look() {
        planned().remove().run();
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

        receive(1500, 500);
        mark.committed(CHANNEL);
        mark.endOfRead();
        assertThat(marks).containsExactly(1000, 1);

        transaction(500);
        assertThat(marks).containsExactly(1000, 1, 1000);
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
        receive(100, 0);
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
    void messages_on_another_channel_end_it_for_some_transactions() {
        for (int i = 0; i < 50; i++) {
            mark.goesOn(CHANNEL + 1);
            transaction(1000);
        }

        assertThat(marks).isEmpty();
    }

    @Test
    void whatever_has_come_is_read_when_nothing_more_comes() {
        transactions(16, 1000);

        look();

        assertThat(marks).containsExactly(1000, 1);
        assertThat(busyClients).hasValue(1);
        assertThat(planned()).isEmpty();
    }

    @Test
    void client_that_was_only_slow_is_waited_for_again() {
        transactions(16, 1000);
        look();

        transaction(1000);

        assertThat(marks).containsExactly(1000, 1, 1000);
        assertThat(busyClients).hasValue(2);
        assertThat(planned()).hasSize(1);
    }

    /** How many transactions it takes to use the mark, with one that comes too late because it is smaller before them. */
    private int transactionsBehindASmallOne() {
        while (marks.get(marks.size() - 1) > 1) {
            look();
        }
        transaction(10);
        int used = marks.size();
        int count = 0;
        while (marks.size() == used) {
            transaction(1000);
            count++;
        }
        return count;
    }

    @Test
    void each_transaction_that_was_waited_for_in_vain_doubles_those_without_the_mark() {
        transactions(16, 1000);

        assertThat(transactionsBehindASmallOne()).isEqualTo(31);
        assertThat(transactionsBehindASmallOne()).isEqualTo(63);
        for (int i = 0; i < 10; i++) {
            transactionsBehindASmallOne();
        }
        assertThat(transactionsBehindASmallOne()).isEqualTo(1023);
    }

    @Test
    void many_equal_transactions_make_up_for_one_that_was_waited_for_in_vain() {
        transactions(16, 1000);
        for (int i = 0; i < 5; i++) {
            transactionsBehindASmallOne();
        }

        transactions(1024, 1000);

        assertThat(transactionsBehindASmallOne()).isEqualTo(31);
    }

    @Test
    void whatever_else_was_waited_for_in_vain_counts_as_well() {
        transactions(16, 1000);
        look();
        receive(20, 0);
        mark.interrupted();
        mark.endOfRead();

        transactions(31, 1000);
        assertThat(marks).containsExactly(1000, 1);
        transaction(1000);
        assertThat(marks).containsExactly(1000, 1, 1000);
    }

    @ParameterizedTest
    @CsvSource({"6.18.44-fc-v595,true", "4.18.0-553.el8,true", "4.17.9,false", "3.10.0-1160.el7,false", "5,false"})
    void system_has_to_tell_what_has_come_when_the_mark_is_lowered(String version, boolean tells) {
        assertThat(ReceiveMark.tellsWhenLowered(version)).isEqualTo(tells);
    }

    @Test
    void client_that_goes_on_is_looked_after_some_time_after_its_last_transaction() {
        transactions(20, 1000);
        assertThat(planned()).hasSize(1);
        FutureTask<?> look = planned().element();

        transaction(1000);

        assertThat(look).isCancelled();
        assertThat(planned()).hasSize(1);
    }

    @Test
    void transaction_that_comes_bit_by_bit_is_not_taken_for_silence() {
        transactions(16, 1000);
        FutureTask<?> planned = planned().element();
        read(500);
        assertThat(planned()).containsExactly(planned);

        look();

        assertThat(planned()).hasSize(1);
        assertThat(busyClients).hasValue(2);
        look();
        assertThat(busyClients).hasValue(1);
        assertThat(planned()).isEmpty();
    }

    @Test
    void client_that_is_busy_in_the_middle_of_its_next_transaction_is_looked_after() {
        transactions(15, 1000);

        receive(1500, 500);
        mark.committed(CHANNEL);
        mark.endOfRead();

        assertThat(planned()).hasSize(1);
    }

    @Test
    void client_that_has_gone_is_not_busy() {
        transactions(16, 1000);

        mark.closed();
        mark.closed();

        assertThat(busyClients).hasValue(1);
        assertThat(planned()).isEmpty();
    }
}
