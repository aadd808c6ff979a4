package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/** What is left of commits that have no rows yet. */
class UnappliedTest {
    private static final EntryKey A = new EntryKey(1, 1);
    private static final EntryKey B = new EntryKey(2, 1);

    private final Unapplied unapplied = new Unapplied();

    private static StoreOperation insert(long id, EntryKey... places) {
        Message message = new Message("", "q", MessageProperties.EMPTY, new byte[10]);
        return new StoreOperation.InsertMessage(id, message, 1, List.of(places));
    }

    private static StoreOperation removeShared(long id, EntryKey place, boolean last) {
        return new StoreOperation.RemoveEntry(id, place, true, last);
    }

    @Test
    void a_message_that_was_removed_from_all_its_places_leaves_nothing() {
        unapplied.add(1, List.of(insert(7, A, B)));
        assertThat(unapplied.bytes()).isPositive();

        assertThat(unapplied.add(2, List.of(removeShared(7, A, false)))).isZero();
        assertThat(unapplied.find(List.of(EntryKey.ofShared(7)))).hasSize(1);
        assertThat(unapplied.add(3, List.of(removeShared(7, B, true)))).isZero();

        assertThat(unapplied.find(List.of(EntryKey.ofShared(7)))).isEmpty();
        assertThat(unapplied.bytes()).isZero();
    }

    @Test
    void a_message_goes_with_its_last_removal_although_another_one_is_committed_later() {
        unapplied.add(1, List.of(insert(7, A, B)));

        unapplied.add(2, List.of(removeShared(7, B, true)));

        assertThat(unapplied.messages(2)).isZero();
        assertThat(unapplied.find(List.of(EntryKey.ofShared(7)))).isEmpty();
        assertThat(unapplied.add(3, List.of(removeShared(7, A, false)))).isEqualTo(1);
        assertThat(unapplied.isGone(EntryKey.ofShared(7))).isFalse();
        unapplied.forget(3);
        assertThat(unapplied.bytes()).isZero();
    }

    @Test
    void a_message_with_rows_is_gone_until_its_last_removal_is_applied() {
        unapplied.add(1, List.of(removeShared(7, A, false)));
        assertThat(unapplied.isGone(EntryKey.ofShared(7))).isFalse();
        unapplied.add(2, List.of(removeShared(7, B, true)));

        unapplied.forget(1);

        assertThat(unapplied.isGone(EntryKey.ofShared(7))).isTrue();
        unapplied.forget(2);
        assertThat(unapplied.isGone(EntryKey.ofShared(7))).isFalse();
        assertThat(unapplied.bytes()).isZero();
    }

    @Test
    void messages_and_removals_end_what_is_applied_at_once() {
        unapplied.add(1, List.of(insert(1, A)));
        unapplied.add(2, List.of(removeShared(8, A, true), removeShared(9, B, true)));
        unapplied.add(3, List.of(insert(2, B)));

        assertThat(unapplied.endOfRows(2)).isEqualTo(Long.MAX_VALUE);
        assertThat(unapplied.endOfRows(1)).isEqualTo(1);
        assertThat(unapplied.messages(2)).isEqualTo(1);
    }
}
