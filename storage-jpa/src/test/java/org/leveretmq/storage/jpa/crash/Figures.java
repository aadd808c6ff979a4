package org.leveretmq.storage.jpa.crash;

import java.util.EnumMap;
import java.util.Map;

/** What a ledger has counted. Confined to its ledger. */
final class Figures {
    private final Map<Violation.Kind, Long> violations = new EnumMap<>(Violation.Kind.class);
    long confirmed;
    long unconfirmed;
    long unconfirmedThere;
    long acknowledged;
    long acknowledgedAgain;
    long committed;
    long rolledBack;
    long transactionsInDoubt;
    long transactionsInDoubtDone;

    void violated(Violation.Kind kind) {
        violations.merge(kind, 1L, Long::sum);
    }

    private long count(Violation.Kind kind) {
        return violations.getOrDefault(kind, 0L);
    }

    @Override
    public String toString() {
        return "confirmed %,d (without an answer %,d, of them there %,d), acknowledged %,d, transactions committed %,d, rolled back %,d, in doubt %,d (of them done as a whole %,d), duplicated within the rules %,d; lost %d, duplicated %d, unmarked %d, reordered %d, torn %d, unexpected %d, failed %d"
                .formatted(
                        confirmed,
                        unconfirmed,
                        unconfirmedThere,
                        acknowledged,
                        committed,
                        rolledBack,
                        transactionsInDoubt,
                        transactionsInDoubtDone,
                        acknowledgedAgain,
                        count(Violation.Kind.LOST),
                        count(Violation.Kind.DUPLICATED),
                        count(Violation.Kind.UNMARKED),
                        count(Violation.Kind.REORDERED),
                        count(Violation.Kind.TORN),
                        count(Violation.Kind.UNEXPECTED),
                        count(Violation.Kind.FAILED));
    }
}
