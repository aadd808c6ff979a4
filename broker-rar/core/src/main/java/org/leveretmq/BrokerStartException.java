package org.leveretmq;

import org.jspecify.annotations.Nullable;

/** A broker could not be started: the message says in one sentence what is wrong and names the setting. Nothing is left behind. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the failure that caused it, if there is one. */
    public BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
