package org.leveretmq.store;

import org.jspecify.annotations.Nullable;

/** A failure of a store: the message says in one sentence what failed and what an administrator can do. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the failure that caused it, if there is one. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
