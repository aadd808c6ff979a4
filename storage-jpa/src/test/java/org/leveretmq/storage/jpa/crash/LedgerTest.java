package org.leveretmq.storage.jpa.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ledger notices each promise that is not kept, and nothing else. */
class LedgerTest {
    private static final String LIVE = "live";
    private static final String KEPT = "kept";
    private static final String OTHER = "other";
    private static final String UNORDERED = "unordered";

    private final Ledger ledger = new Ledger(Map.of(
            LIVE, new QueueTraits(true, true),
            KEPT, new QueueTraits(true, false),
            OTHER, new QueueTraits(true, false),
            UNORDERED, new QueueTraits(false, false)));

    private static MessageId message(long number) {
        return new MessageId("p", number);
    }

    private static Place place(String queue, long number) {
        return new Place(queue, message(number));
    }

    private Sending confirmed(long number, String... queues) {
        Sending sending = ledger.sending(message(number), queues);
        ledger.promised(sending);
        return sending;
    }

    private void delivered(String queue, long number) {
        ledger.delivered(queue, message(number), false);
    }

    private void redelivered(String queue, long number) {
        ledger.delivered(queue, message(number), true);
    }

    private void acknowledged(String queue, long number) {
        ledger.settling(place(queue, number));
        ledger.settled(List.of(place(queue, number)));
    }

    private void taken(String queue, long number) {
        delivered(queue, number);
        acknowledged(queue, number);
    }

    private void assertKinds(Violation.Kind... kinds) {
        assertThat(ledger.violations()).extracting(Violation::kind).containsExactly(kinds);
    }

    @Test
    void what_is_confirmed_delivered_and_acknowledged_is_fine() {
        confirmed(1, KEPT, OTHER);
        taken(KEPT, 1);
        taken(OTHER, 1);

        ledger.close();

        assertKinds();
    }

    @Test
    void a_confirmed_message_that_never_comes_is_lost() {
        confirmed(1, KEPT);

        ledger.close();

        assertKinds(Violation.Kind.LOST);
        assertThat(ledger.figures()).contains("lost 1,");
    }

    @Test
    void a_message_that_was_delivered_but_not_acknowledged_before_a_kill_is_lost_if_it_does_not_come_again() {
        confirmed(1, LIVE);
        delivered(LIVE, 1);
        ledger.newLife();

        ledger.close();

        assertKinds(Violation.Kind.LOST);
    }

    @Test
    void one_copy_of_a_confirmed_message_that_is_missing_is_lost() {
        confirmed(1, KEPT, OTHER);
        taken(KEPT, 1);

        assertThat(ledger.missing()).containsExactly(place(OTHER, 1));
        ledger.close();

        assertKinds(Violation.Kind.LOST);
    }

    @Test
    void a_message_without_an_answer_may_be_missing() {
        ledger.sending(message(1), KEPT);

        ledger.close();

        assertKinds();
    }

    @Test
    void a_message_without_an_answer_must_not_be_in_one_of_its_queues_only() {
        ledger.sending(message(1), KEPT, OTHER);
        taken(KEPT, 1);

        ledger.close();

        assertKinds(Violation.Kind.TORN);
    }

    @Test
    void a_consumer_may_have_seen_a_message_that_was_never_stored() {
        ledger.sending(message(1), LIVE, KEPT);
        delivered(LIVE, 1);
        ledger.newLife();

        ledger.close();

        assertKinds();
    }

    @Test
    void an_acknowledged_message_may_come_again_after_a_kill_if_it_is_marked() {
        confirmed(1, LIVE);
        delivered(LIVE, 1);
        ledger.settling(place(LIVE, 1));
        ledger.newLife();
        redelivered(LIVE, 1);

        assertKinds();
        assertThat(ledger.figures()).contains("duplicated within the rules 1;");
    }

    @Test
    void a_message_that_comes_again_without_the_mark_is_noticed() {
        confirmed(1, LIVE);
        delivered(LIVE, 1);
        ledger.newLife();

        delivered(LIVE, 1);

        assertKinds(Violation.Kind.UNMARKED);
    }

    @Test
    void a_message_whose_acknowledgement_is_committed_must_not_come_again() {
        confirmed(1, LIVE);
        taken(LIVE, 1);
        ledger.newLife();

        redelivered(LIVE, 1);

        assertKinds(Violation.Kind.DUPLICATED);
    }

    @Test
    void what_was_drained_before_must_not_come_again() {
        confirmed(1, LIVE);
        taken(LIVE, 1);
        ledger.close();

        redelivered(LIVE, 1);

        assertKinds(Violation.Kind.DUPLICATED);
    }

    @Test
    void a_message_must_not_come_twice_in_one_life_unless_it_was_given_back() {
        confirmed(1, LIVE);
        delivered(LIVE, 1);
        ledger.givingBack(place(LIVE, 1));
        redelivered(LIVE, 1);
        assertKinds();

        redelivered(LIVE, 1);

        assertThat(ledger.violations()).extracting(Violation::kind).contains(Violation.Kind.DUPLICATED);
    }

    @Test
    void a_message_that_is_overtaken_is_noticed() {
        confirmed(1, KEPT);
        confirmed(2, KEPT);
        delivered(KEPT, 2);

        delivered(KEPT, 1);

        assertKinds(Violation.Kind.REORDERED);
    }

    @Test
    void messages_that_come_again_have_to_come_in_order_too() {
        confirmed(1, KEPT);
        confirmed(2, KEPT);
        delivered(KEPT, 1);
        delivered(KEPT, 2);
        ledger.newLife();
        redelivered(KEPT, 2);

        redelivered(KEPT, 1);

        assertKinds(Violation.Kind.REORDERED);
    }

    @Test
    void a_new_message_must_not_come_after_a_later_one_of_an_earlier_life() {
        confirmed(1, KEPT);
        confirmed(2, KEPT);
        delivered(KEPT, 2);
        ledger.newLife();

        delivered(KEPT, 1);

        assertKinds(Violation.Kind.REORDERED);
    }

    @Test
    void messages_that_were_given_back_and_other_publishers_do_not_count_for_the_order() {
        confirmed(1, KEPT);
        confirmed(2, KEPT);
        ledger.promised(ledger.sending(new MessageId("q", 1), KEPT));
        delivered(KEPT, 1);
        delivered(KEPT, 2);
        ledger.givingBack(place(KEPT, 1));

        redelivered(KEPT, 1);
        ledger.delivered(KEPT, new MessageId("q", 1), false);

        assertKinds();
    }

    @Test
    void order_is_not_expected_of_every_queue() {
        confirmed(1, UNORDERED);
        confirmed(2, UNORDERED);

        delivered(UNORDERED, 2);
        delivered(UNORDERED, 1);

        assertKinds();
    }

    @Test
    void a_message_that_nobody_has_sent_is_noticed() {
        delivered(LIVE, 1);

        assertKinds(Violation.Kind.UNEXPECTED);
    }

    @Test
    void a_dead_letter_has_to_be_where_it_belongs_and_only_there() {
        ledger.passing(message(3), LIVE);
        confirmed(3, KEPT);
        delivered(LIVE, 3);
        acknowledged(LIVE, 3);
        taken(KEPT, 3);
        assertKinds();
        ledger.newLife();

        redelivered(LIVE, 3);
        delivered(KEPT, 3);

        assertKinds(Violation.Kind.DUPLICATED, Violation.Kind.DUPLICATED);
    }

    @Test
    void a_dead_letter_that_does_not_arrive_is_lost() {
        ledger.passing(message(3), LIVE);
        confirmed(3, KEPT);
        delivered(LIVE, 3);
        acknowledged(LIVE, 3);

        ledger.close();

        assertKinds(Violation.Kind.LOST);
    }

    private Sending transaction(long input, long output) {
        return ledger.sending(List.of(place(KEPT, output), place(OTHER, output)), List.of(place(LIVE, input)));
    }

    private Sending transactionOnInput() {
        confirmed(1, LIVE);
        delivered(LIVE, 1);
        return transaction(1, 100);
    }

    @Test
    void a_committed_transaction_that_is_there_is_fine() {
        ledger.promised(transactionOnInput());
        taken(KEPT, 100);
        taken(OTHER, 100);

        ledger.close();

        assertKinds();
        assertThat(ledger.figures()).contains("transactions committed 1,");
    }

    @Test
    void a_committed_transaction_of_which_a_part_is_missing_is_noticed() {
        ledger.promised(transactionOnInput());
        taken(KEPT, 100);

        ledger.close();

        assertKinds(Violation.Kind.LOST);
    }

    @Test
    void what_a_committed_transaction_has_taken_must_not_come_again() {
        ledger.promised(transactionOnInput());
        ledger.newLife();

        redelivered(LIVE, 1);

        assertKinds(Violation.Kind.DUPLICATED);
    }

    @Test
    void a_transaction_in_doubt_may_be_done() {
        transactionOnInput();
        ledger.newLife();
        taken(KEPT, 100);
        taken(OTHER, 100);

        ledger.close();

        assertKinds();
    }

    @Test
    void a_transaction_in_doubt_may_not_be_done_and_then_what_it_was_to_take_comes_again() {
        transactionOnInput();
        ledger.newLife();
        redelivered(LIVE, 1);
        ledger.promised(transaction(1, 101));
        taken(KEPT, 101);
        taken(OTHER, 101);

        ledger.close();

        assertKinds();
    }

    @Test
    void a_transaction_in_doubt_that_took_something_and_gave_nothing_has_lost_it() {
        transactionOnInput();
        ledger.newLife();

        ledger.close();

        assertKinds(Violation.Kind.LOST);
    }

    @Test
    void a_transaction_in_doubt_of_which_only_a_part_is_there_is_torn() {
        transactionOnInput();
        ledger.newLife();
        taken(KEPT, 100);

        ledger.close();

        assertKinds(Violation.Kind.TORN);
    }

    @Test
    void two_transactions_must_not_take_the_same_message() {
        transactionOnInput();
        ledger.newLife();
        redelivered(LIVE, 1);
        ledger.promised(transaction(1, 101));
        for (long output = 100; output <= 101; output++) {
            taken(KEPT, output);
            taken(OTHER, output);
        }

        ledger.close();

        assertKinds(Violation.Kind.DUPLICATED);
    }

    @Test
    void nothing_of_what_was_rolled_back_may_come() {
        ledger.takenBack(transactionOnInput());
        taken(KEPT, 100);
        acknowledged(LIVE, 1);

        ledger.close();

        assertKinds(Violation.Kind.UNEXPECTED);
    }

    @Test
    void what_fails_while_the_broker_lives_is_noticed() {
        ledger.failed("connection lost");

        assertKinds(Violation.Kind.FAILED);
    }

    @Test
    void a_body_tells_its_message_and_whether_it_is_damaged() {
        for (long number = 1; number < 200; number++) {
            assertThat(Payload.idOf(Payload.of(message(number)))).isEqualTo(message(number));
        }
        byte[] damaged = Payload.of(message(5));
        damaged[damaged.length - 1]++;

        assertThatThrownBy(() -> Payload.idOf(damaged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p 5 is not as it was sent");
    }
}
