package org.leveretmq.embedded;

import org.jspecify.annotations.Nullable;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ReplyCode;

/** The broker has refused what an embedding program has asked for; reply code and text are those that a client would get. */
public final class BrokerOperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ReplyCode replyCode;

    /** What a client would have been told. */
    public BrokerOperationException(AmqpException refusal) {
        super(refusal.getMessage(), refusal);
        this.replyCode = refusal.replyCode();
    }

    BrokerOperationException(ReplyCode replyCode, String text, @Nullable Throwable cause) {
        super(replyCode + " - " + text, cause);
        this.replyCode = replyCode;
    }

    /** The reply code, such as 404 {@code NOT_FOUND}. */
    public ReplyCode replyCode() {
        return replyCode;
    }
}
