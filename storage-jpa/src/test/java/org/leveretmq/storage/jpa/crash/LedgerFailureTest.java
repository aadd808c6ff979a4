package org.leveretmq.storage.jpa.crash;

import org.junit.jupiter.api.Test;

/** The ledger notices what should not be there at all: failures, and messages that nobody has sent. */
class LedgerFailureTest extends LedgerFixture {
    @Test
    void a_message_that_nobody_has_sent_is_noticed() {
        delivered(LIVE, 1);

        assertKinds(Violation.Kind.UNEXPECTED);
    }

    @Test
    void what_fails_while_the_broker_lives_is_noticed() {
        ledger.failed("connection lost");

        assertKinds(Violation.Kind.FAILED);
    }
}
