package org.leveretmq.api.messaging;

import org.jspecify.annotations.Nullable;

/** The broker has refused something, or cannot do it now; reply code and text are those that an AMQP client would get. */
public class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** 320: the broker has stopped, or the connection is closed. */
    public static final int CONNECTION_FORCED = 320;

    /** 406: a condition of the request does not hold. */
    public static final int PRECONDITION_FAILED = 406;

    /** 541: an unforeseen failure of the broker. */
    public static final int INTERNAL_ERROR = 541;

    private final int replyCode;

    /** A refusal with a reply code of AMQP 0-9-1 (§1.2 of the reference), such as 404. */
    public BrokerException(int replyCode, String text, @Nullable Throwable cause) {
        super(text, cause);
        this.replyCode = replyCode;
    }

    /** The reply code of AMQP 0-9-1, such as 404 {@code NOT_FOUND}, 403 {@code ACCESS_REFUSED} or 320 {@code CONNECTION_FORCED}. */
    public int replyCode() {
        return replyCode;
    }
}
