package org.leveretmq.rar.session;

import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.embedded.BrokerOperationException;
import org.leveretmq.transaction.BranchException;

/** Errors of the broker in the words of the API. */
public final class Failures {
    private Failures() {}

    /** What to throw to the application. */
    public static RuntimeException translated(RuntimeException failure) {
        if (failure instanceof BrokerOperationException refusal) {
            return new BrokerException(refusal.replyCode().code(), String.valueOf(refusal.getMessage()), refusal);
        }
        if (failure instanceof BranchException branch) {
            return new BrokerException(
                    BrokerException.PRECONDITION_FAILED, "PRECONDITION_FAILED - " + branch.getMessage(), branch);
        }
        if (failure instanceof BrokerException || failure instanceof IllegalArgumentException) {
            return failure;
        }
        return new BrokerException(BrokerException.INTERNAL_ERROR, "INTERNAL_ERROR - " + failure, failure);
    }
}
