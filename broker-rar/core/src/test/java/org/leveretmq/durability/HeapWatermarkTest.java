package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeapWatermarkTest {
    private static final long LIMIT = 1000;

    private final PublishGate gate = new PublishGate();
    private final HeapWatermark heap = new HeapWatermark(LIMIT, gate);

    @Test
    void is_scarce_from_half_of_the_limit_on_and_full_above_it() {
        heap.change(LIMIT / 2 + 1);
        assertThat(heap.scarce()).isTrue();
        assertThat(heap.full()).isFalse();
        assertThat(gate.closed()).isFalse();

        heap.change(LIMIT / 2);

        assertThat(heap.full()).isTrue();
        assertThat(gate.closed()).isTrue();
    }

    @Test
    void stays_full_until_a_tenth_of_the_limit_is_free() {
        heap.change(LIMIT + 1);

        heap.change(-LIMIT / 10);
        assertThat(heap.full()).isTrue();
        assertThat(gate.closed()).isTrue();

        heap.change(-2);
        assertThat(heap.full()).isFalse();
        assertThat(gate.closed()).isFalse();
        assertThat(heap.scarce()).isTrue();
    }

    @Test
    void says_so_when_it_becomes_full_however_little_was_added() {
        AtomicInteger told = new AtomicInteger();
        heap.change(LIMIT);
        heap.whenScarce(told::incrementAndGet);

        heap.change(1);

        assertThat(told).hasValue(1);
    }

    /** The loop of another virtual host takes everything away while this one still reacts to what it has added. */
    @Test
    void nothing_stays_as_it_was_for_an_earlier_figure() {
        gate.addListener(changed -> {
            if (changed.closed()) {
                heap.change(-LIMIT - 1);
            }
        });

        heap.change(LIMIT + 1);

        assertThat(heap.heldBytes()).isZero();
        assertThat(gate.closed()).isFalse();
        assertThat(heap.full()).isFalse();
        assertThat(heap.scarce()).isFalse();
    }
}
