package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leveretmq.store.SampleOperations.at;
import static org.leveretmq.store.SampleOperations.putQueue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A store is empty when it is new, and does nothing when it is closed. */
interface LifecycleContract extends OpenStore {
    @Test
    default void is_empty_at_first() throws Exception {
        assertThat(recoveredAfterReopening()).isEmpty();
    }

    @Test
    default void refuses_to_work_when_it_is_closed() {
        store().close();

        assertThatThrownBy(() -> commit(putQueue(1, "q"))).isInstanceOf(StoreException.class);
    }

    @Test
    default void refuses_to_read_when_it_is_closed() {
        store().close();

        assertThatThrownBy(() -> store().read(List.of(at(1, 1)))).isInstanceOf(StoreException.class);
    }
}
