package org.leveretmq.api.management;

import java.time.Instant;

/**
 * A transaction branch of a transaction manager.
 *
 * @param id its name: format, global transaction and branch qualifier, with colons between them
 * @param virtualHost where its operations are
 * @param user who has begun it, empty for an embedding program
 * @param formatId the format of the Xid
 * @param globalTransactionId the Xid's global transaction, in hexadecimal digits
 * @param branchQualifier the Xid's branch qualifier, in hexadecimal digits
 * @param state {@code ACTIVE}, {@code PREPARED} (in doubt), {@code HEURISTICALLY_COMMITTED}, {@code HEURISTICALLY_ROLLED_BACK} or
 *     {@code TIMED_OUT}
 * @param operations publishes and settlements that it holds
 * @param since when it came into this state
 */
public record BranchInfo(
        String id,
        String virtualHost,
        String user,
        int formatId,
        String globalTransactionId,
        String branchQualifier,
        String state,
        int operations,
        Instant since) {}
