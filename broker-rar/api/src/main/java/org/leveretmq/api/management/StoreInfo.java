package org.leveretmq.api.management;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store of a broker.
 *
 * @param description what and where it is, without credentials
 * @param directory the directory of its files on this machine, null if there is none
 * @param sizeBytes what its files take on disk; -1 if there are none on this machine
 * @param commits commits since the start
 * @param failedCommits commits that have failed since the start
 * @param operations operations committed since the start: inserts, deletes and definitions
 * @param lastGroup how many operations the last commit had
 * @param largestGroup how many operations the largest commit had
 * @param commitTime the time that all commits took together
 * @param pendingGroups how many groups of operations wait to be committed
 * @param pendingBytes how many bytes they are, roughly
 * @param failing whether the last commit has failed
 * @param recoveredAt when the recovery of this start began
 * @param recoveryTime how long it took
 * @param recoveredQueues queues that were recovered
 * @param recoveredMessages messages in queues that were recovered, one in several queues once for each
 * @param setAside what did not fit together, each as {@code 3 messages whose queue is missing}
 */
public record StoreInfo(
        String description,
        @Nullable String directory,
        long sizeBytes,
        long commits,
        long failedCommits,
        long operations,
        int lastGroup,
        int largestGroup,
        Duration commitTime,
        int pendingGroups,
        long pendingBytes,
        boolean failing,
        Instant recoveredAt,
        Duration recoveryTime,
        long recoveredQueues,
        long recoveredMessages,
        List<String> setAside) {}
