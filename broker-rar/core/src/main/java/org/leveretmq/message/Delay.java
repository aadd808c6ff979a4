package org.leveretmq.message;

import org.jspecify.annotations.Nullable;
import org.leveretmq.types.Milliseconds;

/** How long an exchange that delays is to keep a message back: its header {@code x-delay}, in milliseconds. */
public final class Delay {
    private static final String HEADER = "x-delay";

    private Delay() {}

    /** The delay in milliseconds, 0 if there is none, or one that is not a positive integer. */
    public static long millis(Message message) {
        if (!message.properties().hasHeaders()) {
            return 0;
        }
        Long delay = DuplicateKey.number(message.properties().headers().get(HEADER));
        return delay == null || delay < 0 ? 0 : Math.min(delay, Milliseconds.MAX);
    }

    /** The message when its time has come: the header shows the delay as a negative number, so that it does not count again. */
    public static Message elapsed(Message message) {
        @Nullable Object delay = message.properties().headers().get(HEADER);
        Object negative = delay instanceof Integer integer && integer != Integer.MIN_VALUE
                ? (Object) Integer.valueOf(-integer)
                : Long.valueOf(-millis(message));
        return message.withHeader(HEADER, negative);
    }
}
