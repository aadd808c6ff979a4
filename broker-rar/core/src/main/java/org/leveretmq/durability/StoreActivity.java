package org.leveretmq.durability;

import java.time.Duration;

/**
 * What a store writer has done since it was made.
 *
 * @param commits commits that have succeeded
 * @param failedCommits commits that have not
 * @param operations operations of the commits that have succeeded
 * @param lastGroup operations of the last commit
 * @param largestGroup operations of the largest commit
 * @param commitTime the time that all commits took together
 * @param failing whether the store has failed at the last commit; a commit that it has refused for what was in it does not count
 */
public record StoreActivity(
        long commits,
        long failedCommits,
        long operations,
        int lastGroup,
        int largestGroup,
        Duration commitTime,
        boolean failing) {
    static final StoreActivity NONE = new StoreActivity(0, 0, 0, 0, 0, Duration.ZERO, false);

    StoreActivity committed(int group, Duration time) {
        return new StoreActivity(
                commits + 1,
                failedCommits,
                operations + group,
                group,
                Math.max(largestGroup, group),
                commitTime.plus(time),
                false);
    }

    StoreActivity failed(Duration time) {
        return notCommitted(time, true);
    }

    StoreActivity refused(Duration time) {
        return notCommitted(time, failing);
    }

    private StoreActivity notCommitted(Duration time, boolean nowFailing) {
        return new StoreActivity(
                commits, failedCommits + 1, operations, lastGroup, largestGroup, commitTime.plus(time), nowFailing);
    }
}
