package org.leveretmq.storage.jpa.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ledger notices messages that come again although they must not, or without the mark. */
class LedgerDuplicateTest extends LedgerFixture {
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
}
