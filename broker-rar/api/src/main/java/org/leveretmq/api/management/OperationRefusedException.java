package org.leveretmq.api.management;

/** The broker has refused an operation, for the reason that an AMQP client would be given. */
public final class OperationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String SEPARATOR = " - ";

    private final int replyCode;

    /**
     * A refusal.
     *
     * @param replyCode the code of AMQP 0-9-1: 403 not permitted, 404 missing, 405 locked, 406 precondition failed …
     * @param text the text with the name of the code, {@code NOT_FOUND - no queue 'q' in vhost '/'}
     */
    public OperationRefusedException(int replyCode, String text) {
        super(text);
        this.replyCode = replyCode;
    }

    /** The code of AMQP 0-9-1. */
    public int replyCode() {
        return replyCode;
    }

    /** The text without the name of the code: {@code no queue 'q' in vhost '/'}. */
    public String detail() {
        String text = String.valueOf(getMessage());
        int separator = text.indexOf(SEPARATOR);
        return separator < 0 ? text : text.substring(separator + SEPARATOR.length());
    }
}
