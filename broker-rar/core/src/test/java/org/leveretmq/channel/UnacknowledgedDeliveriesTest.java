package org.leveretmq.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class UnacknowledgedDeliveriesTest {
    private final UnacknowledgedDeliveries deliveries = new UnacknowledgedDeliveries();

    @SuppressWarnings("NullAway")
    private void add(long tag) {
        deliveries.add(new Delivery(tag, null, null, Long.MAX_VALUE));
    }

    private static List<Long> tags(List<Delivery> taken) {
        return taken.stream().map(Delivery::tag).toList();
    }

    @Test
    void takes_one_once() {
        add(1);
        add(2);
        assertThat(deliveries.take(2)).isNotNull();
        assertThat(deliveries.take(2)).isNull();
        assertThat(deliveries.size()).isEqualTo(1);
    }

    @Test
    void takes_all_up_to_a_tag_that_is_there() {
        add(1);
        add(3);
        add(7);
        assertThat(deliveries.takeUpTo(5)).isEmpty();
        assertThat(tags(deliveries.takeUpTo(3))).containsExactly(1L, 3L);
        assertThat(tags(deliveries.takeAll())).containsExactly(7L);
    }

    @Test
    void puts_back_in_order() {
        add(1);
        add(2);
        add(3);
        Delivery taken = deliveries.take(2);
        deliveries.putBack(List.of(taken));
        assertThat(tags(deliveries.takeAll())).containsExactly(1L, 2L, 3L);
    }

    @RepeatedTest(20)
    void behaves_like_a_sorted_set() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TreeSet<Long> model = new TreeSet<>();
        long next = 1;
        for (int step = 0; step < 5000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1, 2 -> {
                    add(next);
                    model.add(next);
                    next += 1 + random.nextInt(3);
                }
                case 3 -> {
                    long tag = 1 + random.nextLong(next);
                    assertThat(deliveries.take(tag) != null).as("seed %d", seed).isEqualTo(model.remove(tag));
                }
                default -> {
                    long tag = 1 + random.nextLong(next);
                    List<Long> expected = model.contains(tag) && random.nextInt(10) == 0
                            ? new ArrayList<>(model.headSet(tag, true))
                            : null;
                    if (expected != null) {
                        assertThat(tags(deliveries.takeUpTo(tag)))
                                .as("seed %d", seed)
                                .isEqualTo(expected);
                        model.removeAll(expected);
                    }
                }
            }
            assertThat(deliveries.size()).as("seed %d", seed).isEqualTo(model.size());
        }
        assertThat(tags(deliveries.takeAll())).as("seed %d", seed).isEqualTo(new ArrayList<>(model));
    }
}
