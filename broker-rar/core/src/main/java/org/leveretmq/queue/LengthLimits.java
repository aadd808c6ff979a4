package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;

/** How many messages, and body bytes of them, may wait in a queue ({@code x-max-length}, {@code x-max-length-bytes}). Immutable. */
final class LengthLimits {
    private final long maxLength;
    private final long maxBytes;

    LengthLimits(@Nullable Long maxLength, @Nullable Long maxBytes) {
        this.maxLength = maxLength == null ? Long.MAX_VALUE : maxLength;
        this.maxBytes = maxBytes == null ? Long.MAX_VALUE : maxBytes;
    }

    /** Whether there is no room for one more message, with so many messages and bytes there. */
    boolean full(int messages, long bodyBytes, Message message) {
        return messages >= maxLength || bodyBytes + message.body().length > maxBytes;
    }

    /** Whether there are too many. */
    boolean exceeded(ReadyMessages ready) {
        return ready.size() > maxLength || ready.bodyBytes() > maxBytes;
    }
}
