package org.leveretmq.storage.jpa;

/** A commit has failed in a way that leaves open whether it has happened. */
public final class CommitFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the failure of the commit. */
    public CommitFailedException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
