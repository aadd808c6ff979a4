package org.leveretmq.storage.jpa.crash;

import org.junit.jupiter.api.Test;

/** The ledger follows messages to the queue of their dead letters. */
class LedgerDeadLetterTest extends LedgerFixture {
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
}
