package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

class RefusedTest {
    private static final StoreOperation QUEUE =
            new StoreOperation.PutQueue(new StoredQueue(1, "/", "evil\nERROR forged\0", false, FieldTable.EMPTY));

    @Test
    void namesCannotPretendToBeLinesOfTheLog() {
        assertThat(Refused.describe(List.of(QUEUE))).isEqualTo("queue 'evil?ERROR forged?' in vhost '/'");
    }

    @Test
    void ofManyChangesSomeAreNamed() {
        assertThat(Refused.describe(Collections.nCopies(7, QUEUE)))
                .startsWith("queue 'evil?")
                .endsWith("' in vhost '/' and 2 more changes");
    }
}
