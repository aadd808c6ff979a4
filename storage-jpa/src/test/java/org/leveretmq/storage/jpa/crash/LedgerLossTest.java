package org.leveretmq.storage.jpa.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ledger notices confirmed messages that do not come, and sendings of which a part comes. */
class LedgerLossTest extends LedgerFixture {
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
}
