package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;

/** What a full queue does with a message too many: argument {@code x-overflow}. */
public enum Overflow {
    /** Drops the oldest message. */
    DROP_HEAD("drop-head"),
    /** Refuses the new one, with a nack if confirms are on. */
    REJECT_PUBLISH("reject-publish"),
    /** Refuses the new one and dead-letters it. */
    REJECT_PUBLISH_DLX("reject-publish-dlx");

    private final String argument;

    Overflow(String argument) {
        this.argument = argument;
    }

    static @Nullable Overflow of(String argument) {
        for (Overflow overflow : values()) {
            if (overflow.argument.equals(argument)) {
                return overflow;
            }
        }
        return null;
    }
}
