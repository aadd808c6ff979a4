package org.leveretmq.store;

import java.util.List;
import org.leveretmq.message.Message;

/**
 * A transaction branch that was prepared, with all that its outcome needs.
 *
 * @param id unique in the store for all time, from 1
 * @param formatId the format of its name (Xid)
 * @param globalTransactionId its global transaction in hexadecimal digits
 * @param branchQualifier the branch of it in hexadecimal digits
 * @param user who has begun it
 * @param preparedAtMillis when it was prepared, in milliseconds since the epoch
 * @param outcome what was decided without its transaction manager, or that nothing was decided
 * @param messages what it publishes, in order; empty once it is decided
 * @param settlements the deliveries that it ends; empty once it is decided
 */
public record StoredBranch(
        long id,
        String virtualHost,
        int formatId,
        String globalTransactionId,
        String branchQualifier,
        String user,
        long preparedAtMillis,
        Outcome outcome,
        List<HeldMessage> messages,
        List<StoredSettlement> settlements) {
    /** What was decided. */
    public enum Outcome {
        /** Nothing: its transaction manager will tell. */
        IN_DOUBT,
        /** An administrator has committed it. */
        HEURISTICALLY_COMMITTED,
        /** An administrator has rolled it back. */
        HEURISTICALLY_ROLLED_BACK
    }

    /** A message that is published if the branch is committed. */
    public record HeldMessage(Message message, boolean mandatory) {}

    /** Copies the lists. */
    public StoredBranch {
        messages = List.copyOf(messages);
        settlements = List.copyOf(settlements);
    }

    /** The same after somebody has decided it without its transaction manager: nothing is left but its name and the outcome. */
    public StoredBranch decided(Outcome decision) {
        return new StoredBranch(
                id,
                virtualHost,
                formatId,
                globalTransactionId,
                branchQualifier,
                user,
                preparedAtMillis,
                decision,
                List.of(),
                List.of());
    }
}
