package org.leveretmq.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicNack;
import org.leveretmq.wire.method.Method;

class ConfirmTrackerTest {
    private final SerialLoop loop = new SerialLoop("loop", Runnable::run);
    private final RecordingOutbound outbound = new RecordingOutbound();
    private final ConfirmTracker tracker = new ConfirmTracker(loop, outbound, 1);

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            tracker.next();
        }
    }

    private void turn(Runnable task) {
        loop.execute(task);
    }

    private void ack(long... numbers) {
        for (long number : numbers) {
            tracker.ack(number);
        }
    }

    @Test
    void acknowledges_a_single_publish() {
        publish(1);
        turn(() -> ack(1));
        assertThat(outbound.sent).containsExactly(new BasicAck(1, false));
    }

    @Test
    void covers_a_run_with_one_ack() {
        publish(5);
        turn(() -> ack(3, 1, 2));
        assertThat(outbound.sent).containsExactly(new BasicAck(3, true));
    }

    @Test
    void acknowledges_one_by_one_beyond_a_gap() {
        publish(5);
        turn(() -> ack(3, 5));
        assertThat(outbound.sent).containsExactly(new BasicAck(3, false), new BasicAck(5, false));
    }

    @Test
    void does_not_repeat_what_it_has_told_when_the_gap_closes() {
        publish(4);
        turn(() -> ack(2, 3));
        outbound.sent.clear();
        turn(() -> ack(1));
        assertThat(outbound.sent).containsExactly(new BasicAck(1, false));
        outbound.sent.clear();
        turn(() -> ack(4));
        assertThat(outbound.sent).containsExactly(new BasicAck(4, false));
    }

    @Test
    void refuses_at_once() {
        publish(3);
        turn(() -> {
            tracker.nack(2);
            assertThat(outbound.sent).containsExactly(new BasicNack(2, false, false));
            ack(1, 3);
        });
        assertThat(outbound.sent).hasSize(2).endsWith(new BasicAck(3, true));
        assertThat(tracker.unsettled()).isZero();
    }

    @RepeatedTest(20)
    void tells_every_publish_exactly_once_in_whatever_order_they_settle() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int count = 300;
        publish(count);
        List<Long> order = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        BitSet told = new BitSet();
        int next = 0;
        while (next < count) {
            int end = Math.min(count, next + 1 + random.nextInt(20));
            List<Long> settled = order.subList(next, end);
            turn(() -> settled.forEach(number -> {
                if (random.nextInt(10) == 0) {
                    tracker.nack(number);
                } else {
                    tracker.ack(number);
                }
            }));
            outbound.sent.forEach(method -> mark(told, method, seed));
            outbound.sent.clear();
            assertThat(told.cardinality()).as("seed %d", seed).isEqualTo(end);
            next = end;
        }
    }

    /** As clients do: an ack with the multiple bit settles what is still open up to its number. */
    private static void mark(BitSet told, Method method, long seed) {
        if (method instanceof BasicAck ack && ack.multiple()) {
            int before = told.cardinality();
            told.set(1, (int) ack.deliveryTag() + 1);
            assertThat(told.cardinality()).as("seed %d", seed).isGreaterThan(before);
        } else {
            int number =
                    (int) (method instanceof BasicAck ack ? ack.deliveryTag() : ((BasicNack) method).deliveryTag());
            assertThat(told.get(number)).as("%s twice, seed %d", method, seed).isFalse();
            told.set(number);
        }
    }
}
