package org.leveretmq.store;

import org.jspecify.annotations.Nullable;

/** A failure of a store: the message says in one sentence what failed and what an administrator can do. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    /** With the failure that caused it, if there is one. */
    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** A commit that may have happened or not: {@link MessageStore#commit} has to be called with the same operations again. */
    public static StoreException outcomeUnknown(String message, Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** Whether what was to be committed may have happened. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
