package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.types.FieldTable;

/** What is written to the redo log is read again, and nothing else is taken for it. */
class RedoRecordTest {
    private static final StoreOperation.InsertMessage SHARED = new StoreOperation.InsertMessage(
            7,
            new Message(
                    "börse",
                    "клю́ч.🐇",
                    MessageProperties.builder()
                            .deliveryMode(2)
                            .headers(FieldTable.of(Map.of("x", 1)))
                            .build(),
                    new byte[] {1, 2, 3}),
            1_800_000_000_000L,
            List.of(new EntryKey(1, 2), new EntryKey(3, Long.MAX_VALUE)),
            true);
    private static final StoreOperation.InsertMessage EMPTY = new StoreOperation.InsertMessage(
            8, new Message("", "", MessageProperties.EMPTY, new byte[0]), 0, List.of(new EntryKey(2, 1)), false);
    private static final StoreOperation.RemoveEntry REMOVAL =
            new StoreOperation.RemoveEntry(7, new EntryKey(1, 2), true, false);
    private static final StoreOperation.RemoveEntry LAST =
            new StoreOperation.RemoveEntry(9, new EntryKey(4, 5), false, true);

    @Test
    void operations_are_read_as_they_were_written() throws Exception {
        List<StoreOperation> read = RedoRecord.decode(RedoRecord.encode(List.of(SHARED, REMOVAL, EMPTY, LAST)));

        assertThat(read).hasSize(4);
        assertSame(read.get(0), SHARED);
        assertThat(read.get(1)).isEqualTo(REMOVAL);
        assertSame(read.get(2), EMPTY);
        assertThat(read.get(3)).isEqualTo(LAST);
    }

    private static void assertSame(StoreOperation operation, StoreOperation.InsertMessage written) {
        assertThat(operation).isInstanceOfSatisfying(StoreOperation.InsertMessage.class, read -> {
            assertThat(read.messageId()).isEqualTo(written.messageId());
            assertThat(read.arrivedAtMillis()).isEqualTo(written.arrivedAtMillis());
            assertThat(read.entries()).isEqualTo(written.entries());
            assertThat(read.lasting()).isEqualTo(written.lasting());
            assertThat(read.message().exchange()).isEqualTo(written.message().exchange());
            assertThat(read.message().routingKey()).isEqualTo(written.message().routingKey());
            assertThat(read.message().properties().encoded())
                    .isEqualTo(written.message().properties().encoded());
            assertThat(read.message().body()).isEqualTo(written.message().body());
        });
    }

    @Test
    void a_record_that_was_cut_off_is_unreadable() {
        byte[] record = RedoRecord.encode(List.of(SHARED));
        List<Integer> readable = new ArrayList<>();
        for (int length = 1; length < record.length; length++) {
            try {
                RedoRecord.decode(Arrays.copyOf(record, length));
                readable.add(length);
            } catch (RedoRecord.UnreadableException expected) {
                assertThat(expected).hasMessageNotContaining("Exception");
            }
        }

        assertThat(readable).isEmpty();
    }

    @Test
    void an_operation_of_another_kind_is_unreadable() {
        byte[] record = RedoRecord.encode(List.of(LAST));
        record[0] = 3;

        assertThatThrownBy(() -> RedoRecord.decode(record)).hasMessageContaining("there is no operation 3");
    }

    @Test
    void definitions_do_not_belong_into_a_record() {
        List<StoreOperation> removal = List.of(new StoreOperation.RemoveQueue(1));

        assertThatThrownBy(() -> RedoRecord.encode(removal)).isInstanceOf(IllegalArgumentException.class);
    }
}
