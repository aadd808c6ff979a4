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
 * @param failing whether the last commit has failed
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
        return new StoreActivity(
                commits, failedCommits + 1, operations, lastGroup, largestGroup, commitTime.plus(time), true);
    }
}
