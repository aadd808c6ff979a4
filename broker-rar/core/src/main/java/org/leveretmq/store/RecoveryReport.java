package org.leveretmq.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a recovery has found.
 *
 * @param startedAt when it began
 * @param duration how long it took
 * @param queues queues that were recovered
 * @param entries entries of queues that were recovered
 * @param setAside what did not fit together or could not be read, and is kept apart now, by reason; empty if all is well
 */
public record RecoveryReport(Instant startedAt, Duration duration, long queues, long entries, List<SetAside> setAside) {
    /**
     * Things that were set aside for one reason.
     *
     * @param reason what is wrong with them, in words: {@code messages whose queue is missing}
     * @param count how many there are
     */
    public record SetAside(String reason, long count) {}

    /** Copies the list. */
    public RecoveryReport {
        setAside = List.copyOf(setAside);
    }

    /** How many things were set aside, whatever the reason. */
    public long setAsideCount() {
        return setAside.stream().mapToLong(SetAside::count).sum();
    }
}
