package org.leveretmq.storage.jpa.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger notices transactions that are not done as a whole, once, or as they were answered. */
class LedgerTransactionTest extends LedgerFixture {
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
}
