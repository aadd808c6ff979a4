package org.leveretmq.storage.jpa.crash;

import org.junit.jupiter.api.Test;

/** The ledger notices messages of one publisher that overtake each other. */
class LedgerOrderTest extends LedgerFixture {
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
}
