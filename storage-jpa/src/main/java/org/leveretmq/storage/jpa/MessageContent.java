package org.leveretmq.storage.jpa;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;

/**
 * Properties and body of a message as columns: each in its own, or, if one is too long for that, both in a large one, one behind the other.
 *
 * @param propertiesLength the length of the properties in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record MessageContent(
        int propertiesLength, byte @Nullable [] properties, byte @Nullable [] body, byte @Nullable [] large) {
    /** The longest binary value that Derby keeps in a row. */
    private static final int MAX_INLINE_BYTES = 32_672;

    /** Whether both fit into columns of their own. */
    static boolean inline(Message message) {
        return message.properties().encoded().length <= MAX_INLINE_BYTES && message.body().length <= MAX_INLINE_BYTES;
    }

    static MessageContent of(Message message) {
        byte[] properties = message.properties().encoded();
        byte[] body = message.body();
        return inline(message)
                ? new MessageContent(properties.length, properties, body, null)
                : new MessageContent(properties.length, null, null, joined(properties, body));
    }

    private static byte[] joined(byte[] properties, byte[] body) {
        byte[] both = Arrays.copyOf(properties, properties.length + body.length);
        System.arraycopy(body, 0, both, properties.length, body.length);
        return both;
    }
}
