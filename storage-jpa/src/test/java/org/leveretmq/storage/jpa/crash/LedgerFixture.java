package org.leveretmq.storage.jpa.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** A ledger of four queues, which notices each promise that is not kept, and nothing else. */
abstract class LedgerFixture {
    static final String LIVE = "live";
    static final String KEPT = "kept";
    static final String OTHER = "other";
    static final String UNORDERED = "unordered";

    final Ledger ledger = new Ledger(Map.of(
            LIVE, new QueueTraits(true, true),
            KEPT, new QueueTraits(true, false),
            OTHER, new QueueTraits(true, false),
            UNORDERED, new QueueTraits(false, false)));

    static MessageId message(long number) {
        return new MessageId("p", number);
    }

    static Place place(String queue, long number) {
        return new Place(queue, message(number));
    }

    Sending confirmed(long number, String... queues) {
        Sending sending = ledger.sending(message(number), queues);
        ledger.promised(sending);
        return sending;
    }

    void delivered(String queue, long number) {
        ledger.delivered(queue, message(number), false);
    }

    void redelivered(String queue, long number) {
        ledger.delivered(queue, message(number), true);
    }

    void acknowledged(String queue, long number) {
        ledger.settling(place(queue, number));
        ledger.settled(List.of(place(queue, number)));
    }

    void taken(String queue, long number) {
        delivered(queue, number);
        acknowledged(queue, number);
    }

    void assertKinds(Violation.Kind... kinds) {
        assertThat(ledger.violations()).extracting(Violation::kind).containsExactly(kinds);
    }
}
