package org.leveretmq.transaction;

import javax.transaction.xa.XAException;

/** What was asked of a transaction branch cannot be done; the code is one of {@link XAException}, and says what became of the branch. */
public final class BranchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errorCode;

    /** A refusal with a code of {@link XAException}. */
    public BranchException(int errorCode, String message) {
        super(message);
        this.errorCode = errorCode;
    }

    /** The code, such as {@link XAException#XAER_NOTA}. */
    public int errorCode() {
        return errorCode;
    }

    /** The same, as transaction managers expect it. */
    public XAException toXaException() {
        XAException exception = new XAException(getMessage());
        exception.errorCode = errorCode;
        exception.initCause(this);
        return exception;
    }

    static BranchException unknown(BranchId id) {
        return new BranchException(XAException.XAER_NOTA, "There is no transaction branch " + id);
    }
}
