package org.leveretmq.api.management;

/** What an operation is for is not in a state that allows it; trying again changes nothing. */
public final class WrongStateException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says which state it is in. */
    public WrongStateException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says which state it is in. */
    public WrongStateException(String message) {
        super(message);
    }
}
