package org.leveretmq.durability;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a group that could be committed waits for what is about to come: the acknowledgement of its messages, so that they need not be
 * written, or another transaction, so that both share a commit. That pays where clients go in step, one waiting for the other. A publisher that
 * overtakes its consumers waits for one of theirs besides, so that they keep up: messages that wait long take more time of everybody.
 *
 * <p>A wait pays if it is no longer than commits take, or for consumers that are behind no longer than half a millisecond. If something
 * else ends it, it was in vain when it has lasted longer than a commit, and says nothing otherwise. Each wait in vain doubles the
 * number of groups that do not wait after it, each that pays halves it. So whoever waits for a group waits twice as long at the most, or those half
 * millisecond, or longer by a commit of removals that has begun meanwhile. Only after many waits in a row that have paid a wait may last longer: it
 * will not, so one timer is enough for many of them, see {@link DelayTimer}. Confined to the virtual host's loop.
 */
final class AnticipatoryDelay {
    /** What a group may wait for. */
    enum Cause {
        /** Its messages may be acknowledged before they are written. */
        ACKNOWLEDGEMENT,
        /** A transaction has acknowledged all that its consumer was to do: the one that publishes more may come and share the commit. */
        PUBLICATION,
        /** All transactions have published for consumers that are behind: one that acknowledges may come and share the commit. */
        CONSUMPTION
    }

    /** However long commits take. */
    private static final long LONGEST_NANOS = Duration.ofMillis(2).toNanos();
    /** Commits that take less cost less than a wait; consumers that are behind are waited for all the same. */
    private static final long SHORTEST_NANOS = 50_000;
    /** However quick commits are: some transactions of a consumer that only has to acknowledge. */
    private static final long FOR_CONSUMERS_NANOS = 500_000;
    /** So much of the mean time of a commit is that of the last one. */
    private static final double WEIGHT_OF_LAST = 0.1;
    /** However often it was in vain, one group of so many waits, as it may pay now. */
    private static final int RAREST = 1024;
    /** If so many waits in a row have paid, the next one does. */
    private static final int CERTAIN = 16;

    private static final class Experience {
        private int pause = 1;
        private int groupsToGo;
        private int paidInARow;

        boolean waitsNow() {
            return groupsToGo == 0 || --groupsToGo == 0;
        }

        boolean certain() {
            return paidInARow >= CERTAIN;
        }

        void ended(boolean paid) {
            if (paid) {
                paidInARow++;
                pause = Math.max(1, pause / 2);
                return;
            }
            paidInARow = 0;
            pause = Math.min(RAREST, 2 * pause);
            groupsToGo = pause;
        }
    }

    private final Experience acknowledgements = new Experience();
    private final Experience publications = new Experience();
    private final Experience consumptions = new Experience();
    private double meanCommitNanos;
    private @Nullable Cause waitingFor;
    private long waitsSince;

    /** A commit took so long. */
    void committed(long nanos) {
        meanCommitNanos += WEIGHT_OF_LAST * (Math.min(nanos, LONGEST_NANOS) - meanCommitNanos);
    }

    /**
     * Whether the group that fills waits on; asked each time that it could be committed.
     *
     * @param cause what it may wait for; null for nothing, it is to be committed
     * @param brings whether it has what one of them waits for
     */
    boolean waits(@Nullable Cause cause, Predicate<Cause> brings, long nanoTime) {
        Cause before = waitingFor;
        if (before == null) {
            if (cause == null || !mayPay(cause) || !of(cause).waitsNow()) {
                return false;
            }
            waitingFor = cause;
            waitsSince = nanoTime;
            return true;
        }
        if (before == cause && leftNanos(nanoTime) > 0) {
            return true;
        }
        waitingFor = null;
        if (before == cause) {
            of(before).ended(false);
        } else if (before != Cause.ACKNOWLEDGEMENT) {
            ended(before, brings.test(before), nanoTime);
        }
        return false;
    }

    private void ended(Cause cause, boolean brought, long nanoTime) {
        if (brought) {
            of(cause).ended(inTime(cause, nanoTime));
        } else if (nanoTime - waitsSince > meanCommitNanos) {
            of(cause).ended(false);
        }
    }

    private boolean mayPay(Cause cause) {
        return cause == Cause.CONSUMPTION || meanCommitNanos >= SHORTEST_NANOS;
    }

    private boolean inTime(Cause cause, long nanoTime) {
        return nanoTime - waitsSince <= longestThatPays(cause);
    }

    private long longestThatPays(Cause cause) {
        return cause == Cause.CONSUMPTION ? FOR_CONSUMERS_NANOS : (long) meanCommitNanos;
    }

    /** For how long the group that waits does so on. */
    long leftNanos(long nanoTime) {
        Cause cause = waitingFor;
        if (cause == null) {
            return 0;
        }
        return waitsSince + (of(cause).certain() ? LONGEST_NANOS : longestThatPays(cause)) - nanoTime;
    }

    /** Whether a group waits now. */
    boolean waiting() {
        return waitingFor != null;
    }

    /** Nothing of the group that fills is to be written any more. */
    void acknowledged(long nanoTime) {
        if (waitingFor == Cause.ACKNOWLEDGEMENT) {
            waitingFor = null;
            acknowledgements.ended(inTime(Cause.ACKNOWLEDGEMENT, nanoTime));
        }
    }

    private Experience of(Cause cause) {
        return switch (cause) {
            case ACKNOWLEDGEMENT -> acknowledgements;
            case PUBLICATION -> publications;
            case CONSUMPTION -> consumptions;
        };
    }
}
